using System.Diagnostics.Metrics;
using Credits.Storage;
using Credits.Testing;
using Credits.Tests.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NodaTime;

namespace Credits.Tests.Engine;

/// <summary>What the gauge of the sweeper says while it is behind, and while it cannot know.</summary>
public sealed class SweepLagTests : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ManualClock _clock = new(Instant.FromUtc(2026, 1, 5, 9, 0));
    private readonly FailingStore _store = new(new InMemoryStore());
    private readonly IHost _host;
    private readonly Measurements _heard;

    public SweepLagTests()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddMetrics();
        builder.Services.AddCredits(static o => o.MaintenanceInterval = TimeSpan.FromMinutes(5))
            .AddPlan("free", static p => p.Welcome(100))
            .AddFeature("chat", static f => f.PerUnit(1))
            .UseClock(_clock)
            .UseStore(_ => _store);
        _host = builder.Build();
        _heard = new(_host.Services.GetRequiredService<IMeterFactory>());
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private double? Lag => _heard.Gauge("credits.sweep.lag");

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync(CancellationToken.None).WaitAsync(Patience, CancellationToken.None);
        _heard.Dispose();
        _host.Dispose();
    }

    [Fact]
    public async Task Where_the_sweep_fails_it_grows_since_what_was_known_to_fall_due_and_is_nothing_when_that_is_recorded()
    {
        await ReserveAsync(Duration.FromMinutes(2));
        await _host.StartAsync(Cancellation);
        await UntilAsync(() => _store.Looks == 1);
        _store.Fails = true;
        Lag.Should().Be(0, "it falls due later");

        _clock.Advance(Duration.FromMinutes(2));
        await UntilAsync(() => _store.Failures == 1);
        _clock.Advance(Duration.FromMinutes(4));
        Lag.Should().Be(240);
        _clock.Advance(Duration.FromMinutes(1));
        await UntilAsync(() => _store.Failures == 2);
        Lag.Should().Be(300);

        _store.Fails = false;
        _clock.Advance(Duration.FromMinutes(5));
        await UntilAsync(() => Lag == 0);
        _clock.Advance(Duration.FromMinutes(4));
        Lag.Should().Be(0, "nothing is due");
    }

    [Fact]
    public async Task Where_nothing_was_known_it_grows_since_the_sweep_began_to_fail()
    {
        _store.Fails = true;
        await _host.StartAsync(Cancellation);
        await UntilAsync(() => _store.Failures == 1);

        _clock.Advance(Duration.FromMinutes(5));
        await UntilAsync(() => _store.Failures == 2);
        _clock.Advance(Duration.FromMinutes(1));
        await UntilAsync(() => Lag == 360);

        _store.Fails = false;
        _clock.Advance(Duration.FromMinutes(4));
        await UntilAsync(() => Lag == 0);
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        patience.CancelAfter(Patience);
        while (!condition())
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private async Task ReserveAsync(Duration timeToLive)
    {
        await _host.Services.GetRequiredService<ICreditsAdmin>().OpenWalletAsync("acme", Actor.System, "free", cancellationToken: Cancellation);
        (await _host.Services.GetRequiredService<ICredits>().ReserveAsync("acme", "chat", Actor.Member("ada"), 30, timeToLive: timeToLive, cancellationToken: Cancellation))
            .GetValueOrThrow().Detach();
    }

    /// <summary>Can be asked for nothing that is due while it fails.</summary>
    private sealed class FailingStore(IStore inner) : DelegatingStore(inner)
    {
        private int _failures;
        private int _looks;

        public bool Fails { get; set; }

        public int Failures => Volatile.Read(ref _failures);

        public int Looks => Volatile.Read(ref _looks);

        public override ValueTask<IReadOnlyList<WalletId>> LeaseDueAsync(Instant now, Instant until, int limit, CancellationToken cancellationToken)
        {
            if (!Fails)
            {
                return base.LeaseDueAsync(now, until, limit, cancellationToken);
            }

            Interlocked.Increment(ref _failures);
            throw new IOException("The store cannot be reached.");
        }

        public override async ValueTask<IReadOnlyList<DueWallet>> FindDueAsync(Instant until, int limit, CancellationToken cancellationToken)
        {
            IReadOnlyList<DueWallet> due = await base.FindDueAsync(until, limit, cancellationToken);
            Interlocked.Increment(ref _looks);
            return due;
        }
    }
}
