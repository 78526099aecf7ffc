using Credits.Journal;
using Credits.Storage;
using static Credits.Testing.Conformance.Material;

namespace Credits.Testing.Conformance;

/// <summary>Keys: what makes a duplicate, and which entry a key leads to.</summary>
internal static class KeyCases
{
    private static readonly WalletId Acme = "acme";

    public static StoreConformanceCase[] All { get; } =
    [
        new("An operation id that is known is a duplicate, with nothing written", KnownOperationAsync),
        new("An operation id twice in one commit is a duplicate, with nothing written", OperationTwiceAsync),
        new("A new subject that is known is a duplicate, with nothing written", KnownSubjectAsync),
        new("A new subject twice in one commit is a duplicate, with nothing written", SubjectTwiceAsync),
        new("A reservation named as its operation is a subject like any other", OwnNameAsync),
        new("A capture may be named as the reservation that it resolves", CaptureOfItsNameAsync),
        new("An operation leads to its own entry, however many follow", OperationLeadsAsync),
        new("A subject leads to the newest entry that touched it", SubjectLeadsAsync),
        new("A subject touched several times in one commit leads to the last of them", SubjectInOneCommitAsync),
        new("A top-up attempt leads to what became of it", TopUpLeadsAsync),
        new("The same id names an operation, a reservation and a charge apart", KindsApartAsync),
        new("Keys of one wallet are not another's", WalletsApartAsync),
        new("Unknown keys are left out", UnknownAsync),
    ];

    private static async Task KnownOperationAsync(StoreTrial trial)
    {
        JournalEntry[] journal = await ConsumesAsync(Acme, "a", "b", "c").ConfigureAwait(false);
        await trial.CommitAsync(Acme, journal[..4], At(500), Snapshot(4)).ConfigureAwait(false);
        JournalEntry again = AtVersion(journal[2], 6);
        JournalEntry innocent = journal[4];
        await trial.CommitInVainAsync(CommitOutcome.DuplicateKey, new(Acme, 4, [AtVersion(journal[2], 5)], null, null)).ConfigureAwait(false);
        // The entry before it is sound, and goes with it.
        await trial.CommitInVainAsync(CommitOutcome.DuplicateKey, new(Acme, 4, [innocent, again], At(100), Snapshot(6))).ConfigureAwait(false);
        Check.Found([(Operation("a"), 3)], await trial.LoadAsync(Acme, 0, Operation("a"), Operation("c")).ConfigureAwait(false));
        await trial.CommitAsync(Acme, [innocent]).ConfigureAwait(false);
    }

    private static async Task OperationTwiceAsync(StoreTrial trial)
    {
        JournalEntry[] journal = await ConsumesAsync(Acme, "a").ConfigureAwait(false);
        await trial.CommitAsync(Acme, journal[..2]).ConfigureAwait(false);
        await trial.CommitInVainAsync(CommitOutcome.DuplicateKey, new(Acme, 2, [journal[2], AtVersion(journal[2], 4)], At(100), Snapshot(4))).ConfigureAwait(false);
        await trial.CommitAsync(Acme, journal[2..]).ConfigureAwait(false);
    }

    private static async Task KnownSubjectAsync(StoreTrial trial)
    {
        JournalEntry[] journal = await ReservationsAsync(Acme, "held", "another").ConfigureAwait(false);
        JournalEntry[] fork = await ForkAsync().ConfigureAwait(false);
        await trial.CommitAsync(Acme, journal[..3], At(500)).ConfigureAwait(false);
        await trial.CommitInVainAsync(CommitOutcome.DuplicateKey, new(Acme, 3, [fork[3]], At(100), null)).ConfigureAwait(false);
        await trial.CommitInVainAsync(CommitOutcome.DuplicateKey, new(Acme, 3, [journal[3], AtVersion(fork[3], 5)], null, Snapshot(5))).ConfigureAwait(false);
        await trial.CommitAsync(Acme, journal[3..]).ConfigureAwait(false);
    }

    private static async Task SubjectTwiceAsync(StoreTrial trial)
    {
        JournalEntry[] journal = await ReservationsAsync(Acme, "held").ConfigureAwait(false);
        JournalEntry[] fork = await ForkAsync().ConfigureAwait(false);
        await trial.CommitAsync(Acme, journal[..2]).ConfigureAwait(false);
        await trial.CommitInVainAsync(CommitOutcome.DuplicateKey, new(Acme, 2, [journal[2], fork[3]], At(100), Snapshot(4))).ConfigureAwait(false);
        await trial.CommitAsync(Acme, journal[2..]).ConfigureAwait(false);
    }

    private static async Task OwnNameAsync(StoreTrial trial)
    {
        JournalEntry[] own = await OwnAsync("same").ConfigureAwait(false);
        JournalEntry[] fork = await ForkAsync("same").ConfigureAwait(false);
        await trial.CommitAsync(Acme, own[..3]).ConfigureAwait(false);
        await trial.CommitInVainAsync(CommitOutcome.DuplicateKey, new(Acme, 3, [fork[3]], At(100), null)).ConfigureAwait(false);
        await trial.CommitInVainAsync(CommitOutcome.DuplicateKey, new(Acme, 3, [own[3], AtVersion(fork[3], 5)], At(100), null)).ConfigureAwait(false);
        Check.Found([(Operation("same"), 3), (Reservation("same"), 3)], await trial.LoadAsync(Acme, 3, Operation("same"), Reservation("same")).ConfigureAwait(false));
        await trial.CommitAsync(Acme, own[3..]).ConfigureAwait(false);
        Check.Found([(Operation("same"), 3), (Reservation("same"), 4)], await trial.LoadAsync(Acme, 4, Operation("same"), Reservation("same")).ConfigureAwait(false));
        await trial.CommitInVainAsync(CommitOutcome.DuplicateKey, new(Acme, 4, [AtVersion(fork[3], 5)], At(100), null)).ConfigureAwait(false);

        // The other way round: the name was given to a reservation before an operation has it.
        await trial.CommitAsync("other", fork).ConfigureAwait(false);
        await trial.CommitInVainAsync(CommitOutcome.DuplicateKey, new("other", 4, [AtVersion(own[2], 5)], At(100), null)).ConfigureAwait(false);
        Check.Found([(Reservation("same"), 4)], await trial.LoadAsync("other", 4, Operation("same"), Reservation("same")).ConfigureAwait(false));
        JournalEntry[] third = await ForkAsync("same").ConfigureAwait(false);
        await trial.CommitAsync("third", third[..3]).ConfigureAwait(false);
        await trial.CommitInVainAsync(CommitOutcome.DuplicateKey, new("third", 3, [third[3], AtVersion(own[2], 5)], At(100), null)).ConfigureAwait(false);
    }

    private static async Task CaptureOfItsNameAsync(StoreTrial trial)
    {
        using WalletScript script = new();
        await script.OpenAsync(Acme).ConfigureAwait(false);
        await script.PurchaseAsync(Acme, 100).ConfigureAwait(false);
        await script.ReserveAsync(Acme, 5, "reserving", "held").ConfigureAwait(false);
        await script.ConsumeAsync(Acme, 1, "between").ConfigureAwait(false);
        await script.CaptureAsync(Acme, "held", 4, "held").ConfigureAwait(false);
        await script.ConsumeAsync(Acme, 1, "after").ConfigureAwait(false);
        await trial.CommitEachAsync(Acme, script.EntriesOf(Acme)).ConfigureAwait(false);
        Check.Found(
            [(Operation("reserving"), 3), (Operation("held"), 5), (Reservation("held"), 5)],
            await trial.LoadAsync(Acme, 6, Operation("reserving"), Operation("held"), Reservation("held"), Reservation("reserving")).ConfigureAwait(false));
    }

    private static async Task OperationLeadsAsync(StoreTrial trial)
    {
        JournalEntry[] journal = await JournalAsync(Acme, 300).ConfigureAwait(false);
        foreach (JournalEntry[] batch in journal.Chunk(30))
        {
            await trial.CommitAsync(Acme, batch).ConfigureAwait(false);
        }

        WalletHistory history = await trial.LoadAsync(Acme, 290, [.. journal.Select(e => Operation(e.Operation!))]).ConfigureAwait(false);
        Check.Found(journal.Select(e => (Operation(e.Operation!), e.Version)), history);
        foreach ((_, JournalEntry entry) in history.Found)
        {
            Check.Entries([journal[entry.Version - 1]], [entry], "the entry of an operation");
        }
    }

    private static async Task SubjectLeadsAsync(StoreTrial trial)
    {
        JournalEntry[] journal = await TouchedAsync().ConfigureAwait(false);
        Dictionary<JournalKey, long> newest = [];
        foreach (JournalEntry entry in journal)
        {
            await trial.CommitAsync(Acme, [entry]).ConfigureAwait(false);
            foreach ((JournalKey key, _) in entry.Subjects)
            {
                newest[key] = entry.Version;
            }

            Check.Found(
                newest.Select(n => (n.Key, n.Value)),
                await trial.LoadAsync(Acme, entry.Version, Reservation("held"), Reservation("open"), Charge("consume")).ConfigureAwait(false));
        }

        Check.Equal(3, newest.Count, "the number of subjects that the script touches");
    }

    private static async Task SubjectInOneCommitAsync(StoreTrial trial)
    {
        JournalEntry[] journal = await TouchedAsync().ConfigureAwait(false);
        await trial.CommitAsync(Acme, journal).ConfigureAwait(false);
        WalletHistory history = await trial.LoadAsync(Acme, 0, Reservation("held"), Charge("consume")).ConfigureAwait(false);
        Check.Found(
            [
                (Reservation("held"), journal.Single(e => e.Operation == "refund-held").Version),
                (Charge("consume"), journal.Single(e => e.Operation == "refund-2").Version),
            ],
            history);
    }

    private static async Task TopUpLeadsAsync(StoreTrial trial)
    {
        using WalletScript script = new();
        await script.OpenAsync(Acme).ConfigureAwait(false);
        script.Done(await script.Admin.SetTopUpAsync(Acme, TopUpSettings.Buy(10, below: 5), Actor.System).ConfigureAwait(false));
        string attempt = script.Done(await script.Admin.GetTopUpAsync(Acme, Actor.System).ConfigureAwait(false)).InFlight!.Attempt;
        script.Done(await script.Admin.FailTopUpAsync(Acme, attempt, Actor.System, "declined").ConfigureAwait(false));
        script.Done(await script.Admin.CompleteTopUpAsync(Acme, attempt, Actor.System).ConfigureAwait(false));
        JournalEntry[] journal = script.EntriesOf(Acme);
        Check.Equal(4, journal.Length, "the number of entries that the script writes");
        foreach (JournalEntry entry in journal)
        {
            await trial.CommitAsync(Acme, [entry]).ConfigureAwait(false);
            Check.Found(
                entry.Version == 1 ? [] : [(TopUp(attempt), entry.Version)],
                await trial.LoadAsync(Acme, entry.Version, TopUp(attempt), Charge(attempt)).ConfigureAwait(false));
        }
    }

    private static async Task KindsApartAsync(StoreTrial trial)
    {
        await trial.CommitEachAsync(Acme, await OwnAsync("same").ConfigureAwait(false)).ConfigureAwait(false);
        Check.Found(
            [(Operation("same"), 3), (Reservation("same"), 4)],
            await trial.LoadAsync(Acme, 4, Operation("same"), Reservation("same"), Charge("same"), Reservation("capture")).ConfigureAwait(false));
    }

    private static async Task WalletsApartAsync(StoreTrial trial)
    {
        WalletId other = "other";
        JournalEntry[] first = await ReservationsAsync(Acme, "held").ConfigureAwait(false);
        JournalEntry[] second = await ReservationsAsync(other, "before", "held").ConfigureAwait(false);
        await trial.CommitAsync(Acme, first).ConfigureAwait(false);
        JournalKey[] keys = [Operation("reserve-1"), Reservation("held"), Reservation("before")];
        Check.Found([], await trial.LoadAsync(other, 0, keys).ConfigureAwait(false));
        await trial.CommitAsync(other, second).ConfigureAwait(false);
        Check.Found([(keys[0], 3), (keys[1], 3)], await trial.LoadAsync(Acme, 0, keys).ConfigureAwait(false));
        Check.Found([(keys[0], 3), (keys[1], 4), (keys[2], 3)], await trial.LoadAsync(other, 0, keys).ConfigureAwait(false));
    }

    private static async Task UnknownAsync(StoreTrial trial)
    {
        await trial.CommitAsync(Acme, await ReservationsAsync(Acme, "held").ConfigureAwait(false)).ConfigureAwait(false);
        WalletHistory history = await trial.LoadAsync(Acme, 0, Operation("no"), Reservation("held"), Reservation("no"), Charge("held")).ConfigureAwait(false);
        Check.Found([(Reservation("held"), 3)], history);
    }

    /// <summary>A past in which entry 3 is a reservation named as its operation, and entry 4 its capture.</summary>
    private static async Task<JournalEntry[]> OwnAsync(string operation)
    {
        using WalletScript script = new();
        await script.OpenAsync(Acme).ConfigureAwait(false);
        await script.PurchaseAsync(Acme, 100).ConfigureAwait(false);
        await script.ReserveAsync(Acme, 5, operation).ConfigureAwait(false);
        await script.CaptureAsync(Acme, operation, 5, "capture").ConfigureAwait(false);
        return script.EntriesOf(Acme);
    }

    /// <summary>Another past, in which a reservation was made by an operation of another name and as entry 4.</summary>
    private static async Task<JournalEntry[]> ForkAsync(string reservation = "held")
    {
        using WalletScript script = new();
        await script.OpenAsync(Acme).ConfigureAwait(false);
        await script.PurchaseAsync(Acme, 10).ConfigureAwait(false);
        await script.PurchaseAsync(Acme, 10).ConfigureAwait(false);
        await script.ReserveAsync(Acme, 5, "fork", reservation).ConfigureAwait(false);
        return script.EntriesOf(Acme);
    }

    private static async Task<JournalEntry[]> TouchedAsync()
    {
        using WalletScript script = new();
        await script.OpenAsync(Acme).ConfigureAwait(false);
        await script.PurchaseAsync(Acme, 100).ConfigureAwait(false);
        await script.ReserveAsync(Acme, 5, "reserve", "held").ConfigureAwait(false);
        await script.ConsumeAsync(Acme, 10, "consume").ConfigureAwait(false);
        await script.ReserveAsync(Acme, 5, "open").ConfigureAwait(false);
        await script.RefundAsync(Acme, "consume", 1, "refund-1").ConfigureAwait(false);
        await script.CaptureAsync(Acme, "held", 4, "capture").ConfigureAwait(false);
        await script.RefundAsync(Acme, "consume", 1, "refund-2").ConfigureAwait(false);
        await script.RefundAsync(Acme, "held", 1, "refund-held").ConfigureAwait(false);
        await script.ConsumeAsync(Acme, 1, "after").ConfigureAwait(false);
        return script.EntriesOf(Acme);
    }
}
