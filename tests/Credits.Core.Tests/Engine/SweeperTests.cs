using System.Collections.Concurrent;
using System.Diagnostics;
using Credits.Storage;
using Credits.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NodaTime;

namespace Credits.Tests.Engine;

/// <summary>When the sweeper looks for what falls due, and how it keeps out of the way of debits.</summary>
public sealed class SweeperTests : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Never = TimeSpan.FromDays(1_000);

    private static readonly Instant Start = Instant.FromUtc(2026, 1, 5, 9, 0);

    private readonly WatchedClock _clock = new(new ManualClock(Start));
    private readonly CountedStore _store = new(new InMemoryStore());
    private readonly List<IHost> _hosts = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        foreach (IHost host in _hosts)
        {
            await host.StopAsync(CancellationToken.None).WaitAsync(Patience, CancellationToken.None);
            host.Dispose();
        }
    }

    [Fact]
    public async Task It_sleeps_until_the_next_instant_known_to_the_store()
    {
        IHost writer = await StartAsync(o => o.RunMaintenance = false);
        await ReserveAsync(writer, "acme", Duration.FromHours(1));

        await StartAsync(static o => o.MaintenanceInterval = Never);
        await _clock.UntilWaitedForAsync(Start + Duration.FromHours(1));
        _store.Looks.Should().Be(1);
        _clock.Manual.Advance(Duration.FromHours(1));

        await _store.UntilAdvancedAsync(1);
    }

    [Fact]
    public async Task A_commit_of_its_own_process_with_an_earlier_instant_wakes_it_then()
    {
        IHost host = await StartAsync(static o => o.MaintenanceInterval = Never);
        await _store.UntilLooksAsync(1);
        await ReserveAsync(host, "late", Duration.FromHours(10));
        await _clock.UntilWaitedForAsync(Start + Duration.FromHours(10));

        await ReserveAsync(host, "soon", Duration.FromHours(1));
        await _clock.UntilWaitedForAsync(Start + Duration.FromHours(1));
        _store.Advanced.Should().BeEmpty();
        _clock.Manual.Advance(Duration.FromHours(1));

        await _store.UntilAdvancedAsync(1);
        _store.Advanced.Should().Equal("soon");
    }

    [Fact]
    public async Task A_commit_with_a_later_instant_lets_it_sleep()
    {
        IHost host = await StartAsync(static o => o.MaintenanceInterval = Never);
        await _store.UntilLooksAsync(1);
        await ReserveAsync(host, "soon", Duration.FromHours(1));
        await _clock.UntilWaitedForAsync(Start + Duration.FromHours(1));

        await ReserveAsync(host, "late", Duration.FromHours(10));
        _clock.Manual.Advance(Duration.FromHours(1));
        await _clock.UntilWaitedForAsync(Start + Duration.FromHours(10));

        _store.Advanced.Should().Equal("soon");
        _clock.Waits.Count(w => w == Start + Duration.FromHours(1)).Should().Be(1, "the later one did not make it look again");
    }

    [Fact]
    public async Task What_another_process_has_set_is_found_at_the_interval()
    {
        await StartAsync(static o => o.MaintenanceInterval = TimeSpan.FromMinutes(5));
        await _store.UntilLooksAsync(1);
        IHost other = await StartAsync(o => o.RunMaintenance = false);
        await ReserveAsync(other, "acme", Duration.FromMinutes(1));

        _clock.Manual.Advance(Duration.FromMinutes(4));
        _store.Looks.Should().Be(1);
        _clock.Manual.Advance(Duration.FromMinutes(1));

        await _store.UntilAdvancedAsync(1);
    }

    [Fact]
    public async Task What_somebody_else_is_writing_does_not_keep_the_store_busy()
    {
        IHost writer = await StartAsync(o => o.RunMaintenance = false);
        await ReserveAsync(writer, "acme", Duration.FromMinutes(1));
        _clock.Manual.Advance(Duration.FromMinutes(2));
        _store.LeasesNothing = true;

        await StartAsync(static o => o.MaintenanceInterval = Never);
        await _clock.UntilWaitedForAsync(Start + Duration.FromMinutes(2) + Duration.FromMilliseconds(100));
        _store.Looks.Should().Be(1);
        _store.LeasesNothing = false;
        _clock.Manual.Advance(Duration.FromMilliseconds(100));

        await _store.UntilAdvancedAsync(1);
    }

    [Fact]
    public async Task Between_the_batches_of_a_backlog_it_rests_in_proportion_to_its_work()
    {
        IHost writer = await StartAsync(o => o.RunMaintenance = false);
        for (int i = 0; i < 20; i++)
        {
            await ReserveAsync(writer, $"w{i}", Duration.FromMinutes(1));
        }

        _clock.Manual.Advance(Duration.FromMinutes(2));
        await StartAsync(static o =>
        {
            o.MaintenanceInterval = Never;
            o.MaintenancePercent = 20;
        });
        await _store.UntilAdvancedAsync(20);

        long[] leases = [.. _store.Leases];
        long worked = _store.CommitTimes.Take(16).Max() - leases[0];
        long rested = leases[1] - _store.CommitTimes.Take(16).Max();
        TimeSpan.FromSeconds(rested / (double)Stopwatch.Frequency).Should().BeGreaterThan(
            TimeSpan.FromSeconds(worked * 4 / (double)Stopwatch.Frequency) - TimeSpan.FromMilliseconds(2), "a fifth of the time is its share; timers count whole milliseconds");
    }

    private async Task ReserveAsync(IHost host, WalletId wallet, Duration timeToLive)
    {
        await host.Services.GetRequiredService<ICreditsAdmin>().OpenWalletAsync(wallet, Actor.System, "free", cancellationToken: Cancellation);
        (await host.Services.GetRequiredService<ICredits>().ReserveAsync(wallet, "chat", Actor.Member("ada"), 30, timeToLive: timeToLive, cancellationToken: Cancellation))
            .GetValueOrThrow().Detach();
    }

    private async Task<IHost> StartAsync(Action<CreditsOptions> configure)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddCredits(configure)
            .AddPlan("free", p => p.Welcome(100))
            .AddFeature("chat", f => f.PerUnit(1))
            .UseClock(_clock)
            .UseStore(_ => new Unowned(_store));
        IHost host = builder.Build();
        _hosts.Add(host);
        await host.StartAsync(Cancellation);
        return host;
    }

    private sealed class Unowned(IStore inner) : DelegatingStore(inner);

    /// <summary>Tells for which instants somebody waits.</summary>
    private sealed class WatchedClock(ManualClock manual) : IWaitingClock
    {
        private readonly ConcurrentQueue<Instant> _waits = new();
        private readonly SemaphoreSlim _changed = new(0);

        public ManualClock Manual => manual;

        public IReadOnlyCollection<Instant> Waits => _waits;

        public Instant GetCurrentInstant() => manual.GetCurrentInstant();

        public Task WaitUntilAsync(Instant instant, CancellationToken cancellationToken)
        {
            Task wait = manual.WaitUntilAsync(instant, cancellationToken);
            _waits.Enqueue(instant);
            _changed.Release();
            return wait;
        }

        public async Task UntilWaitedForAsync(Instant instant)
        {
            while (!_waits.Contains(instant))
            {
                (await _changed.WaitAsync(Patience, Cancellation)).Should().BeTrue("somebody waits for {0} within {1}", instant, Patience);
            }
        }
    }

    /// <summary>Writes down when the sweeper asked, and what was recorded since it first did.</summary>
    private sealed class CountedStore(IStore inner) : DelegatingStore(inner)
    {
        private readonly ConcurrentQueue<(string Wallet, long At)> _expired = new();
        private readonly ConcurrentQueue<long> _leases = new();
        private readonly SemaphoreSlim _changed = new(0);
        private int _looks;

        /// <summary>As where another process is writing all that is due.</summary>
        public bool LeasesNothing { get; set; }

        public IReadOnlyCollection<long> Leases => _leases;

        public int Looks => Volatile.Read(ref _looks);

        public IEnumerable<string> Advanced => _expired.Select(e => e.Wallet);

        public IEnumerable<long> CommitTimes => _expired.Select(e => e.At);

        public Task UntilAdvancedAsync(int count) => UntilAsync(() => _expired.Count >= count);

        /// <summary>The sweeper has found out until when it sleeps, so often.</summary>
        public Task UntilLooksAsync(int count) => UntilAsync(() => Looks >= count);

        public override async ValueTask<CommitOutcome> CommitAsync(WalletCommit commit, CancellationToken cancellationToken)
        {
            bool expires = commit.Entries.Any(e => e.Operation is null);
            CommitOutcome outcome = await base.CommitAsync(commit, cancellationToken);
            if (expires)
            {
                _expired.Enqueue((commit.Wallet.Value, Stopwatch.GetTimestamp()));
                _changed.Release();
            }

            return outcome;
        }

        public override async ValueTask<IReadOnlyList<WalletId>> LeaseDueAsync(Instant now, Instant until, int limit, CancellationToken cancellationToken)
        {
            _leases.Enqueue(Stopwatch.GetTimestamp());
            return LeasesNothing ? [] : await base.LeaseDueAsync(now, until, limit, cancellationToken);
        }

        public override async ValueTask<IReadOnlyList<DueWallet>> FindDueAsync(Instant until, int limit, CancellationToken cancellationToken)
        {
            IReadOnlyList<DueWallet> due = await base.FindDueAsync(until, limit, cancellationToken);
            Interlocked.Increment(ref _looks);
            _changed.Release();
            return due;
        }

        private async Task UntilAsync(Func<bool> condition)
        {
            while (!condition())
            {
                (await _changed.WaitAsync(Patience, Cancellation)).Should().BeTrue("it happens within {0}", Patience);
            }
        }
    }
}
