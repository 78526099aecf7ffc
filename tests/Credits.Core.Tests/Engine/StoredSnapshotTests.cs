using Credits.Journal;
using Credits.Storage;

namespace Credits.Tests.Engine;

/// <summary>Snapshots stand for a journal and are never more than that: old knowledge gives way to them, and they to the journal.</summary>
public sealed class StoredSnapshotTests : EngineTests
{
    [Theory]
    [InlineData(8)]
    [InlineData(9)]
    public async Task A_wallet_that_was_not_there_when_it_was_asked_for_is_followed_from_the_others_snapshot(int debits)
    {
        LibraryProcess other = Start(new() { SnapshotEvery = 5 });
        (await ConsumeAsync(1)).Refusal!.Code.Should().Be(RefusalCode.WalletNotFound);

        await other.Admin.OpenWalletAsync(Acme, Actor.System);
        await other.Admin.PurchaseAsync(Acme, new(100), Actor.System);
        for (int i = 0; i < debits; i++)
        {
            await ConsumeAsync(1, process: other);
        }

        (await Here.Admin.OpenWalletAsync(Acme, Actor.System)).Refusal!.Code.Should().Be(RefusalCode.WalletExists);
        (await ConsumeAsync(1)).Totals!.Value.Available.Should().Be((CreditAmount)(99 - debits));
        await VerifyAsync();
    }

    [Fact]
    public async Task A_snapshot_that_cannot_be_read_is_replaced_by_the_journal_it_stands_for()
    {
        Here = Start(new() { SnapshotEvery = 5 });
        await OpenAsync(100);
        for (int i = 0; i < 20; i++)
        {
            await ConsumeAsync(1);
        }

        LibraryProcess damaged = new(new DamagedSnapshots(Memory), Clock);

        (await ConsumeAsync(1, process: damaged)).Totals!.Value.Available.Should().Be((CreditAmount)79);
        await VerifyAsync();
    }

    [Fact]
    public async Task A_journal_with_a_hole_is_refused_with_nothing_written()
    {
        await OpenAsync(100);
        await ConsumeAsync(1);
        LibraryProcess damaged = new(new DamagedSnapshots(Memory) { DropsSecondEntry = true }, Clock);

        CreditsUnavailableException failure = await UnavailableAsync(ConsumeAsync(1, process: damaged));

        failure.Fate.Should().Be(CommandFate.NotApplied);
        failure.Message.Should().Contain("entry 3 after entry 1");
        await VerifyAsync();
    }

    /// <summary>A store whose snapshots were damaged, or whose journal was.</summary>
    private sealed class DamagedSnapshots(IStore inner) : DelegatingStore(inner)
    {
        public bool DropsSecondEntry { get; init; }

        public override async ValueTask<WalletHistory> LoadAsync(WalletId wallet, long afterVersion, IReadOnlyList<JournalKey> keys, CancellationToken cancellationToken)
        {
            WalletHistory history = await base.LoadAsync(wallet, afterVersion, keys, cancellationToken);
            return history with
            {
                Snapshot = history.Snapshot is { } snapshot ? snapshot with { State = "{\"v\":99}"u8.ToArray() } : null,
                Entries = DropsSecondEntry ? [.. history.Entries.Where(e => e.Version != 2)] : history.Entries,
            };
        }
    }
}
