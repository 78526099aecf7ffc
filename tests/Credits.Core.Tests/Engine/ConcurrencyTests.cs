using System.Collections.Concurrent;
using Credits.Journal;
using Credits.Storage;
using Credits.Testing;
using NodaTime;

namespace Credits.Tests.Engine;

/// <summary>
/// 64 callers, two processes, a store that fails in every way it can, and callers who give up: at the end exactly what was accepted is in the
/// journals, once, and nobody spent what was not there. The seed decides the faults; the interleaving is the machine's, and must not matter.
/// </summary>
public sealed class ConcurrencyTests
{
    private const int Callers = 64;

    private readonly InMemoryStore _memory = new();
    private readonly ManualClock _clock = new(Instant.FromUtc(2026, 1, 5, 9, 0));
    private readonly ConcurrentDictionary<(WalletId Wallet, string Operation), CreditAmount> _told = new();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public Task Callers_on_one_wallet_lose_and_double_nothing(int seed) =>
        RunAsync(seed, wallets: 1, commandsEach: 60, credits: 400, new() { SnapshotEvery = 20, MaxBatch = 16 });

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public Task Callers_on_1000_wallets_lose_and_double_nothing(int seed) =>
        RunAsync(seed, wallets: 1_000, commandsEach: 80, credits: 10, new() { SnapshotEvery = 4, MaxCachedWallets = 100 });

    [Theory]
    [InlineData(7)]
    [InlineData(8)]
    public Task Callers_on_a_few_wallets_with_hardly_a_place_in_memory_or_in_the_queue_lose_and_double_nothing(int seed) =>
        RunAsync(seed, wallets: 10, commandsEach: 40, credits: 150, new() { SnapshotEvery = 1, MaxCachedWallets = 2, MaxBatch = 3, MaxWaitingPerWallet = 8 });

    private async Task RunAsync(int seed, int wallets, int commandsEach, int credits, CreditsOptions options)
    {
        FaultyStore store = new(_memory) { Yields = true };
        LibraryProcess[] processes = [new(store, _clock, options), new(store, _clock, options)];
        WalletId[] ids = [.. Enumerable.Range(0, wallets).Select(i => new WalletId($"wallet-{i}"))];
        foreach (WalletId wallet in ids)
        {
            (await processes[0].Admin.OpenWalletAsync(wallet, Actor.System, operation: "open")).GetValueOrThrow();
            (await processes[0].Admin.PurchaseAsync(wallet, new(credits), Actor.System, "begin")).GetValueOrThrow();
        }

        store.FailCommitsRandomly(
            seed, 25, CommitFault.NotApplied, CommitFault.LostAcknowledgement, CommitFault.Exception, CommitFault.ExceptionAfterwards, CommitFault.VersionConflict);
        Caller[] callers = [.. Enumerable.Range(0, Callers).Select(i => new Caller(i, seed, processes, _told))];
        await Task.WhenAll(callers.Select(c => Task.Run(() => c.RunAsync(ids, commandsEach)))).WaitAsync(TimeSpan.FromMinutes(10), TestContext.Current.CancellationToken);

        store.FailCommitsRandomly(seed, 0);
        callers.Sum(c => c.Failed).Should().BePositive("the store failed often");
        callers.Sum(c => c.Replayed).Should().BePositive("some of what failed had been written");
        callers.Sum(c => c.Refused).Should().BePositive("there was less than was asked for");
        if (wallets < Callers)
        {
            callers.Sum(c => c.GivenUp).Should().BePositive("where many wait, some give up");
        }

        LibraryProcess witness = new(_memory, _clock);
        ILookup<WalletId, (string Operation, CreditAmount Moved)> told = _told.ToLookup(t => t.Key.Wallet, t => (t.Key.Operation, t.Value));
        foreach (WalletId wallet in ids)
        {
            await CheckAsync(wallet, told[wallet].ToDictionary(t => t.Operation, t => t.Moved), credits, witness);
            foreach (LibraryProcess process in processes)
            {
                (await process.Admin.VerifyAsync(wallet, Actor.System)).Value.Faults.Should().BeEmpty();
            }
        }
    }

    private async Task CheckAsync(WalletId wallet, Dictionary<string, CreditAmount> told, CreditAmount credits, LibraryProcess witness)
    {
        Dictionary<string, CreditAmount> written = [];
        CreditAmount available = CreditAmount.Zero;
        await foreach (JournalEntry entry in _memory.ReadAsync(wallet, JournalRange.All, TestContext.Current.CancellationToken))
        {
            if (entry.Operation is { } operation)
            {
                written.Add(operation, entry.Available - available);
            }

            available = entry.Available;
            available.Should().BeGreaterThanOrEqualTo(CreditAmount.Zero, "nothing is spent that is not there");
        }

        written.Remove("open").Should().BeTrue();
        written.Remove("begin").Should().BeTrue();
        written.Should().Equal(told, "exactly what callers were told is written, with the amounts that they were told");
        WalletBalance balance = (await witness.Admin.GetBalanceAsync(wallet, Actor.System)).Value;
        balance.Available.Should().Be(told.Values.Aggregate(credits, (sum, moved) => sum + moved));
        (await witness.Admin.VerifyAsync(wallet, Actor.System)).Value.Faults.Should().BeEmpty();
    }
}
