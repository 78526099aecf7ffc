using Credits.Journal;
using Credits.Notifications;
using Credits.Storage;

namespace Credits.Testing.Conformance;

/// <summary>The same data, opened once more: after a restart, or by another process.</summary>
internal static class DurabilityCases
{
    private static readonly WalletId Acme = "acme";
    private static readonly WalletId Other = "other";

    public static StoreConformanceCase[] All { get; } =
    [
        new("A store opened again has everything", EverythingAsync),
        new("A store opened again goes on where it stopped", GoesOnAsync),
        new("Two processes on one wallet are fenced from each other", FencedAsync),
    ];

    private static async Task EverythingAsync(StoreTrial trial)
    {
        JournalEntry[] life = await Material.LifeAsync(Acme).ConfigureAwait(false);
        JournalEntry[] others = await Material.NoticesAsync(Other, 3).ConfigureAwait(false);
        await trial.CommitAsync(Acme, life[..9], Material.At(40), Material.Snapshot(9)).ConfigureAwait(false);
        await trial.CommitEachAsync(Acme, life[9..]).ConfigureAwait(false);
        await trial.CommitAsync(Other, others, Material.At(30)).ConfigureAwait(false);
        JournalKey[] keys = [.. life.Concat(others).SelectMany(StoreTrial.KeysOf).Distinct()];
        string before = await trial.ImageAsync([Acme, Other], keys).ConfigureAwait(false);
        StoreTrial again = await trial.ReopenAsync().ConfigureAwait(false);
        await again.UnchangedAsync(before, [Acme, Other], keys).ConfigureAwait(false);
        Check.Same([new DueWallet(Other, Material.At(30))], await again.FindDueAsync(Material.At(1_000)).ConfigureAwait(false), "what is due in the store opened again");
    }

    private static async Task GoesOnAsync(StoreTrial trial)
    {
        JournalEntry[] journal = await Material.NoticesAsync(Acme, 6).ConfigureAwait(false);
        StoreTrial current = trial;
        foreach (JournalEntry[] batch in journal.Chunk(3))
        {
            await current.CommitAsync(Acme, batch, Material.At(batch[0].Version)).ConfigureAwait(false);
            current = await current.ReopenAsync().ConfigureAwait(false);
        }

        Check.Entries(journal, (await current.LoadAsync(Acme).ConfigureAwait(false)).Entries, "a wallet written through several openings");
        IReadOnlyList<NoticeLease> leases = await current.LeaseAsync(Material.At(0), Material.At(60)).ConfigureAwait(false);
        Check.Same(journal.SelectMany(e => e.Notices), StoreTrial.Notices(leases), "the notices written through several openings");
        await current.DeliveredAsync(leases).ConfigureAwait(false);
        current = await current.ReopenAsync().ConfigureAwait(false);
        Check.Same([], await current.LeaseNoticesAsync(100).ConfigureAwait(false), "the notices left");
    }

    private static async Task FencedAsync(StoreTrial trial)
    {
        JournalEntry[] journal = await Material.JournalAsync(Acme, 8).ConfigureAwait(false);
        StoreTrial second = await trial.ReopenAsync().ConfigureAwait(false);
        await trial.CommitAsync(Acme, journal[..4]).ConfigureAwait(false);
        Check.Entries(journal[..4], (await second.LoadAsync(Acme).ConfigureAwait(false)).Entries, "the wallet as the second process sees it");
        await second.CommitAsync(Acme, journal[4..5]).ConfigureAwait(false);
        JournalEntry[] late = await Material.ConsumesAsync(Acme, "late").ConfigureAwait(false);
        await trial.CommitInVainAsync(CommitOutcome.VersionConflict, new(Acme, 4, [Material.AtVersion(late[2], 5)], null, null)).ConfigureAwait(false);
        await trial.CommitInVainAsync(CommitOutcome.DuplicateKey, new(Acme, 5, [Material.AtVersion(journal[4], 6)], null, null)).ConfigureAwait(false);
        await trial.CommitAsync(Acme, journal[5..6]).ConfigureAwait(false);
        await second.CommitAsync(Acme, journal[6..]).ConfigureAwait(false);
        Check.Entries(journal, (await trial.LoadAsync(Acme).ConfigureAwait(false)).Entries, "the wallet written by both");
    }
}
