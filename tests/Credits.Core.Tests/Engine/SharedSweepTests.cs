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
        TaskCompletionSource[] leased = [new(TaskCreationOptions.RunContinuationsAsynchronously), new(TaskCreationOptions.RunContinuationsAsynchronously)];
        await using SweepingProcess one = new(store, clock, leased[0], leased[1].Task);
        await using SweepingProcess two = new(store, clock, leased[1], leased[0].Task);
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

    /// <summary>A process that writes down which wallets it wrote to. It goes on after its first part when the other has a part too.</summary>
    private sealed class SweepingProcess : ICommitObserver, IAsyncDisposable
    {
        private readonly ServiceProvider _provider;

        public SweepingProcess(IStore store, ManualClock clock, TaskCompletionSource leased, Task otherLeased) => _provider = new ServiceCollection()
            .AddSingleton<ICommitObserver>(this)
            .AddCredits(o => o.RunMaintenance = false)
            .AddPlan("daily", p => p.Allowance(100).EveryDay())
            .AddFeature("chat", f => f.PerUnit(1))
            .UseClock(clock)
            .UseStore(_ => new TogetherStore(store, leased, otherLeased))
            .Services.BuildServiceProvider();

        public ConcurrentQueue<WalletId> Advanced { get; } = [];

        public ICreditsAdmin Admin => _provider.GetRequiredService<ICreditsAdmin>();

        public ICreditsMaintenance Maintenance => _provider.GetRequiredService<ICreditsMaintenance>();

        public Task<int> SweepAsync() => Task.Run(() => Maintenance.AdvanceDueAsync().AsTask());

        public void Committed(WalletId wallet, IReadOnlyList<JournalEntry> entries) => Advanced.Enqueue(wallet);

        public ValueTask DisposeAsync() => _provider.DisposeAsync();
    }

    private sealed class TogetherStore(IStore inner, TaskCompletionSource leased, Task otherLeased) : DelegatingStore(inner)
    {
        private int _looks;

        public override async ValueTask<IReadOnlyList<WalletId>> LeaseDueAsync(Instant now, Instant until, int limit, CancellationToken cancellationToken)
        {
            if (Interlocked.Increment(ref _looks) == 2)
            {
                await otherLeased.WaitAsync(TimeSpan.FromMinutes(2), cancellationToken);
            }

            IReadOnlyList<WalletId> due = await base.LeaseDueAsync(now, until, limit, cancellationToken);
            leased.TrySetResult();
            return due;
        }
    }
}
