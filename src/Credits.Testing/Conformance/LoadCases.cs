using Credits.Journal;
using Credits.Storage;

namespace Credits.Testing.Conformance;

/// <summary><see cref="IStore.LoadAsync"/>: entries after a version, as of one moment.</summary>
internal static class LoadCases
{
    private static readonly WalletId Acme = "acme";

    public static StoreConformanceCase[] All { get; } =
    [
        new("A wallet that was never written is empty", NeverWrittenAsync),
        new("Entries come back whole and in order", WholeAsync),
        new("Entries after a version come back without gaps", AfterVersionAsync),
        new("Nothing comes back after the newest version", AfterNewestAsync),
        new("What was committed is seen by the next load", NextLoadAsync),
        new("Wallets do not see each other's entries", ApartAsync),
    ];

    private static async Task NeverWrittenAsync(StoreTrial trial)
    {
        await trial.CommitAsync("other", await Material.JournalAsync("other", 3).ConfigureAwait(false)).ConfigureAwait(false);
        WalletHistory history = await trial.LoadAsync(Acme, 0, Material.Operation("op-1"), Material.Reservation("op-1")).ConfigureAwait(false);
        Check.That(history.Snapshot is null, "no snapshot", "one");
        Check.Entries([], history.Entries, "a wallet that was never written");
        Check.Found([], history);
        Check.Entries([], await trial.ReadAsync(Acme, JournalRange.All).ConfigureAwait(false), "a wallet that was never written");
        Check.Same([new WalletId("other")], await trial.ListAsync().ConfigureAwait(false), "the wallets");
    }

    private static async Task WholeAsync(StoreTrial trial)
    {
        JournalEntry[] life = await Material.LifeAsync(Acme).ConfigureAwait(false);
        await trial.CommitEachAsync(Acme, life).ConfigureAwait(false);
        WalletHistory history = await trial.LoadAsync(Acme).ConfigureAwait(false);
        Check.Entries(life, history.Entries, "a wallet that has seen everything");
        for (int i = 0; i < life.Length; i++)
        {
            Check.Same(life[i].Notices, history.Entries[i].Notices, $"the notices of entry {i + 1}");
            Check.Same(life[i].Transactions.Select(t => t.Sequence), history.Entries[i].Transactions.Select(t => t.Sequence), $"the rows of entry {i + 1}");
        }
    }

    private static async Task AfterVersionAsync(StoreTrial trial)
    {
        JournalEntry[] journal = await Material.JournalAsync(Acme, 12).ConfigureAwait(false);
        await trial.CommitAsync(Acme, journal[..5]).ConfigureAwait(false);
        await trial.CommitAsync(Acme, journal[5..6]).ConfigureAwait(false);
        await trial.CommitAsync(Acme, journal[6..]).ConfigureAwait(false);
        for (int version = 0; version <= journal.Length; version++)
        {
            WalletHistory history = await trial.LoadAsync(Acme, version).ConfigureAwait(false);
            Check.Entries(journal[version..], history.Entries, $"a wallet after version {version}");
        }
    }

    private static async Task AfterNewestAsync(StoreTrial trial)
    {
        JournalEntry[] journal = await Material.JournalAsync(Acme, 4).ConfigureAwait(false);
        await trial.CommitAsync(Acme, journal).ConfigureAwait(false);
        foreach (long version in new[] { 4, 5, 1_000_000, long.MaxValue })
        {
            WalletHistory history = await trial.LoadAsync(Acme, version, Material.Operation("op-3")).ConfigureAwait(false);
            Check.Entries([], history.Entries, $"a wallet of 4 entries after version {version}");
            Check.Found([(Material.Operation("op-3"), 3)], history);
        }
    }

    private static async Task NextLoadAsync(StoreTrial trial)
    {
        JournalEntry[] journal = await Material.JournalAsync(Acme, 20).ConfigureAwait(false);
        StoreTrial again = await trial.ReopenAsync().ConfigureAwait(false);
        for (int i = 0; i < journal.Length; i++)
        {
            // Looked at before and after, by both: what was seen empty must not stay so.
            JournalKey key = Material.Operation(journal[i].Operation!);
            StoreTrial[] both = [trial, again];
            foreach (StoreTrial look in both)
            {
                Check.Found([], await look.LoadAsync(Acme, i, key).ConfigureAwait(false));
            }

            await both[i % 2].CommitAsync(Acme, [journal[i]]).ConfigureAwait(false);
            foreach (StoreTrial look in both)
            {
                WalletHistory history = await look.LoadAsync(Acme, i, key).ConfigureAwait(false);
                Check.Entries([journal[i]], history.Entries, $"a wallet after version {i}, right after a commit");
                Check.Found([(key, i + 1)], history);
                Check.Entries(journal[..(i + 1)], (await look.LoadAsync(Acme).ConfigureAwait(false)).Entries, "the whole wallet, right after a commit");
            }
        }
    }

    private static async Task ApartAsync(StoreTrial trial)
    {
        WalletId other = "other";
        JournalEntry[] journal = await Material.JournalAsync(Acme, 6).ConfigureAwait(false);
        JournalEntry[] others = await Material.JournalAsync(other, 4, "other-").ConfigureAwait(false);
        await trial.CommitAsync(Acme, journal[..2]).ConfigureAwait(false);
        await trial.CommitAsync(other, others[..3]).ConfigureAwait(false);
        await trial.CommitAsync(Acme, journal[2..]).ConfigureAwait(false);
        await trial.CommitAsync(other, others[3..]).ConfigureAwait(false);
        Check.Entries(journal, (await trial.LoadAsync(Acme).ConfigureAwait(false)).Entries, "one wallet");
        Check.Entries(others, (await trial.LoadAsync(other).ConfigureAwait(false)).Entries, "the other wallet");
        Check.Entries(others, await trial.ReadAsync(other, JournalRange.All).ConfigureAwait(false), "the other wallet, read");
    }
}
