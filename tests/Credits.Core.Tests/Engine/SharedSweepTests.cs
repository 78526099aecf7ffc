using System.Collections.Concurrent;
using Credits.Journal;
using Credits.Storage;
using Credits.Testing;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Credits.Tests.Engine;

/// <summary>Processes that sweep one store share the work: none does what another does.</summary>
public sealed class SharedSweepTests
{
    private const int Wallets = 3_000;

    [Fact]
    public async Task Two_processes_advance_each_wallet_of_a_backlog_once_and_both_take_part()
    {
        ManualClock clock = new(Instant.FromUtc(2026, 1, 5, 9, 0));
        InMemoryStore store = new();
        using Barrier both = new(2);
        await using SweepingProcess one = new(store, clock, both);
        await using SweepingProcess two = new(store, clock, both);
        for (int i = 0; i < Wallets; i++)
        {
            (await one.Admin.OpenWalletAsync($"wallet-{i}", Actor.System, "daily")).GetValueOrThrow();
        }

        one.Advanced.Clear();
        clock.Advance(Duration.FromDays(1));
        int[] counts = await Task.WhenAll(one.SweepAsync(), two.SweepAsync());

        counts.Sum().Should().Be(Wallets);
        one.Advanced.Concat(two.Advanced).Should().OnlyHaveUniqueItems("each wallet is advanced once").And.HaveCount(Wallets);
        counts.Should().Equal(one.Advanced.Count, two.Advanced.Count);
        counts.Should().OnlyContain(n => n > 0);
        (await one.Maintenance.AdvanceDueAsync()).Should().Be(0);
    }

    /// <summary>A process that writes down which wallets it wrote to. Its first look at what is due waits for the other's.</summary>
    private sealed class SweepingProcess : ICommitObserver, IAsyncDisposable
    {
        private readonly ServiceProvider _provider;

        public SweepingProcess(IStore store, ManualClock clock, Barrier both) => _provider = new ServiceCollection()
            .AddSingleton<ICommitObserver>(this)
            .AddCredits(o => o.RunMaintenance = false)
            .AddPlan("daily", p => p.Allowance(100).EveryDay())
            .AddFeature("chat", f => f.PerUnit(1))
            .UseClock(clock)
            .UseStore(_ => new TogetherStore(store, both))
            .Services.BuildServiceProvider();

        public ConcurrentQueue<WalletId> Advanced { get; } = [];

        public ICreditsAdmin Admin => _provider.GetRequiredService<ICreditsAdmin>();

        public ICreditsMaintenance Maintenance => _provider.GetRequiredService<ICreditsMaintenance>();

        public Task<int> SweepAsync() => Task.Run(() => Maintenance.AdvanceDueAsync().AsTask());

        public void Committed(WalletId wallet, IReadOnlyList<JournalEntry> entries) => Advanced.Enqueue(wallet);

        public ValueTask DisposeAsync() => _provider.DisposeAsync();
    }

    private sealed class TogetherStore(IStore inner, Barrier both) : DelegatingStore(inner)
    {
        private int _looks;

        public override ValueTask<IReadOnlyList<WalletId>> LeaseDueAsync(Instant now, Instant until, int limit, CancellationToken cancellationToken)
        {
            if (Interlocked.Increment(ref _looks) == 1)
            {
                both.SignalAndWait(TimeSpan.FromSeconds(30), cancellationToken).Should().BeTrue("the other process looks as well");
            }

            return base.LeaseDueAsync(now, until, limit, cancellationToken);
        }
    }
}
