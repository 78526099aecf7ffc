using System.Runtime.CompilerServices;
using Credits.Domain;
using Credits.Journal;
using Credits.Storage;
using Credits.Tests.Storage;

namespace Credits.Tests.Semantics.Verification;

/// <summary>A fault says where it is and gives both values, for people as a sentence, for programs in parts.</summary>
public sealed class FaultTests : VerificationScenario
{
    [Fact]
    public async Task A_changed_total_is_told_with_its_entry_its_row_and_both_values()
    {
        await Write();

        IReadOnlyList<VerificationFault> faults = await FaultsOf(TamperedStore.Edit(3, "\"b\":5050000000", "\"b\":5060000000"));

        faults.Should().BeEquivalentTo(
        [
            new VerificationFault(VerificationCheck.RunningBalance, "row 3, of entry 3, says a balance of 5060, the running sum is 5050")
            {
                Entry = 3, Row = 3, Operation = "c", Field = "balance", Stored = "5060", Replayed = "5050",
            },
            new VerificationFault(VerificationCheck.EntryTotals, "entry 3 says 5060 available, replaying gives 5050")
            {
                Entry = 3, Operation = "c", Field = "available", Stored = "5060", Replayed = "5050",
            },
        ]);
        faults[0].ToString().Should().Be(faults[0].Message);
    }

    [Fact]
    public async Task A_changed_row_number_is_told_with_the_one_that_belongs_there()
    {
        await Write();

        IReadOnlyList<VerificationFault> faults = await FaultsOf(TamperedStore.Edit(3, "\"s\":3", "\"s\":4"));

        faults.Should().ContainSingle(f => f.Check == VerificationCheck.RowSequence).Which.Should().BeEquivalentTo(new { Entry = 3, Row = 4, Stored = "4", Replayed = "3" });
    }

    [Fact]
    public async Task A_state_in_use_that_differs_is_told_grant_by_grant()
    {
        await Write();

        IReadOnlyList<VerificationFault> faults = await FaultsOf(TamperedStore.Edit(3, "\"l\":\"plan-0000000001\"", "\"l\":\"p\""), seenBefore: true);

        faults.Should().Contain(new VerificationFault(VerificationCheck.StateInUse, "the state in use at entry 6: grant 'p': consumed is 0, replaying gives 50")
        {
            Entry = 6, Grant = "p", Field = "consumed", Stored = "0", Replayed = "50",
        });
        faults.Should().Contain(f => f.Check == VerificationCheck.StateInUse && f.Grant == "plan-0000000001" && f.Field == "consumed");
        faults.Should().OnlyContain(f => f.Check == VerificationCheck.StateInUse);
    }

    [Fact]
    public async Task A_journal_that_lost_its_end_is_told_by_who_has_seen_it()
    {
        await Write();

        IReadOnlyList<VerificationFault> faults = await FaultsOf(entries => entries.Take(5), seenBefore: true);

        faults.Should().ContainSingle(f => f.Check == VerificationCheck.EntryOrder).Which.Should().BeEquivalentTo(new { Entry = 5, Stored = "6", Replayed = "5" });
    }

    [Fact]
    public async Task An_entry_that_does_not_fit_is_named()
    {
        await Write();

        IReadOnlyList<VerificationFault> faults = await FaultsOf(TamperedStore.Edit(5, "\"l\":\"plan-0000000001\"", "\"l\":\"nobody\""), seenBefore: true);

        faults.Should().Contain(f => f.Check == VerificationCheck.Replay && f.Entry == 5 && f.Message.Contains("nobody"));
    }

    [Fact]
    public async Task An_entry_that_cannot_be_read_is_named()
    {
        await Write();

        IReadOnlyList<VerificationFault> faults = await FaultsOf(new UnreadableStore(Store, 4));

        faults.Should().Contain(f => f.Check == VerificationCheck.Replay && f.Entry == 4 && f.Message.Contains("after entry 3") && f.Message.Contains("damaged: entry 4"));
    }

    [Fact]
    public async Task A_snapshot_that_says_otherwise_is_told_field_by_field()
    {
        await Write();

        // The state after entry 2, said to be that after entry 6.
        Wallet early = new(Acme);
        await foreach (JournalEntry entry in Store.ReadAsync(Acme, new() { UpToVersion = 2 }, CancellationToken.None))
        {
            early.Apply(entry);
        }

        early.Version = 6;
        IReadOnlyList<VerificationFault> faults = await FaultsOf(WalletSnapshotCodec.Write(early));

        faults.Should().Contain(new VerificationFault(VerificationCheck.Snapshot, "the snapshot of entry 6: available is 5100, replaying gives 5045")
        {
            Entry = 6, Field = "available", Stored = "5100", Replayed = "5045",
        });
        faults.Should().Contain(f => f.Check == VerificationCheck.Snapshot && f.Grant == "plan-0000000001" && f.Field == "consumed" && f.Stored == "0" && f.Replayed == "55");
        faults.Should().Contain(f => f.Check == VerificationCheck.Snapshot && f.Field == "usage[u1, unit]");
        faults.Should().Contain(f => f.Check == VerificationCheck.StateInUse && f.Field == "available", "it was loaded from that snapshot");
    }

    [Fact]
    public async Task A_snapshot_that_cannot_be_read_is_told_and_the_rest_is_verified()
    {
        await Write();

        IReadOnlyList<VerificationFault> faults = await FaultsOf("damaged"u8.ToArray());

        faults.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Check = VerificationCheck.Snapshot, Entry = 6 });
    }

    [Fact]
    public async Task A_snapshot_of_a_newer_library_is_no_fault()
    {
        await Write();

        (await FaultsOf("{\"v\":99}"u8.ToArray())).Should().BeEmpty();
    }

    [Theory]
    [InlineData(JournalKeyKind.Operation, "c", 3, "operation 'c'")]
    [InlineData(JournalKeyKind.Reservation, "r", 5, "reservation 'r'")]
    [InlineData(JournalKeyKind.Charge, "c", 6, "refunded charge 'c'")]
    public async Task What_is_not_found_by_its_id_is_told(JournalKeyKind kind, string id, long entry, string name)
    {
        await Write();

        IReadOnlyList<VerificationFault> faults = await FaultsOf(h => h with { Found = [.. h.Found.Where(f => f.Key != new JournalKey(kind, id))] });

        faults.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Check = VerificationCheck.Lookup, Entry = entry, Replayed = $"{entry}" });
        faults[0].Message.Should().Be($"entry {entry}: its {name} is not found by its id");
    }

    [Theory]
    [InlineData(JournalKeyKind.Operation, "c", 6)]
    [InlineData(JournalKeyKind.Reservation, "r", 4)]
    [InlineData(JournalKeyKind.Reservation, "r", 6)]
    public async Task What_leads_to_another_entry_is_told(JournalKeyKind kind, string id, long other)
    {
        await Write();
        JournalEntry[] entries = [.. (await Store.LoadAsync(Acme, 0, [], CancellationToken.None)).Entries];

        IReadOnlyList<VerificationFault> faults = await FaultsOf(h => h with
        {
            Found = [.. h.Found.Select(f => f.Key == new JournalKey(kind, id) ? new(f.Key, entries[other - 1]) : f)],
        });

        faults.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Check = VerificationCheck.Lookup, Stored = $"{other}", Field = "entry" });
        (faults[0].Reservation ?? faults[0].Operation).Should().Be(id);
    }

    private Task<IReadOnlyList<VerificationFault>> FaultsOf(byte[] snapshot) =>
        FaultsOf(h => h.Entries.Count == 6 ? h with { Snapshot = new(6, snapshot), Entries = [] } : h);

    /// <summary>What Verify says where a store gives back something else beside an honest journal.</summary>
    private Task<IReadOnlyList<VerificationFault>> FaultsOf(Func<WalletHistory, WalletHistory> alter) => FaultsOf(new AlteredStore(Store, alter));

    private async Task<IReadOnlyList<VerificationFault>> FaultsOf(IStore altered)
    {
        IStore honest = Store;
        try
        {
            Store = altered;
            Restart();
            return (await Admin.VerifyAsync(Acme, Grace)).Value.Faults;
        }
        finally
        {
            Store = honest;
            Restart();
        }
    }

    /// <summary>An entry is damaged that a wallet loaded from its snapshot never sees.</summary>
    private sealed class UnreadableStore(IStore store, long version) : PassThroughStore(store)
    {
        public override async IAsyncEnumerable<JournalEntry> ReadAsync(WalletId wallet, JournalRange range, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await foreach (JournalEntry entry in Inner.ReadAsync(wallet, range, cancellationToken))
            {
                yield return entry.Version == version ? JournalCodec.Read(version, "damaged"u8.ToArray()) : entry;
            }
        }
    }
}
