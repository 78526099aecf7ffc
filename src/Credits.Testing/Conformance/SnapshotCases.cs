using Credits.Journal;
using Credits.Storage;

namespace Credits.Testing.Conformance;

/// <summary>Snapshots: derived, so that a store may do without, and never instead of the journal.</summary>
internal static class SnapshotCases
{
    private static readonly WalletId Acme = "acme";

    public static StoreConformanceCase[] All { get; } =
    [
        new("A snapshot stands for the entries up to its own version, and all later ones follow", TailFollowsAsync),
        new("A snapshot is for loading from version 0 only", VersionZeroOnlyAsync),
        new("The newest snapshot stands, through commits without one", NewestAsync),
        new("A snapshot comes back byte for byte, however large", BytesAsync),
        new("Snapshots leave the journal and its keys whole", JournalStaysAsync),
    ];

    private static async Task TailFollowsAsync(StoreTrial trial)
    {
        JournalEntry[] journal = await Material.JournalAsync(Acme, 9).ConfigureAwait(false);
        await trial.CommitAsync(Acme, journal[..5], snapshot: Material.Snapshot(5)).ConfigureAwait(false);
        await StandsAsync(trial, journal[..5], Material.Snapshot(5)).ConfigureAwait(false);
        await trial.CommitAsync(Acme, journal[5..7]).ConfigureAwait(false);
        await StandsAsync(trial, journal[..7], Material.Snapshot(5)).ConfigureAwait(false);
        await trial.CommitAsync(Acme, journal[7..]).ConfigureAwait(false);
        await StandsAsync(trial, journal, Material.Snapshot(5)).ConfigureAwait(false);
    }

    private static async Task VersionZeroOnlyAsync(StoreTrial trial)
    {
        JournalEntry[] journal = await Material.JournalAsync(Acme, 9).ConfigureAwait(false);
        await trial.CommitAsync(Acme, journal[..6], snapshot: Material.Snapshot(6)).ConfigureAwait(false);
        await trial.CommitAsync(Acme, journal[6..]).ConfigureAwait(false);
        for (int version = 1; version <= 9; version++)
        {
            WalletHistory history = await trial.LoadAsync(Acme, version).ConfigureAwait(false);
            Check.That(history.Snapshot is null, $"no snapshot after version {version}", $"that of version {history.Snapshot?.Version}");
            Check.Entries(journal[version..], history.Entries, $"a wallet after version {version}");
        }
    }

    private static async Task NewestAsync(StoreTrial trial)
    {
        JournalEntry[] journal = await Material.JournalAsync(Acme, 12).ConfigureAwait(false);
        WalletSnapshot? newest = null;
        for (int version = 1; version <= 12; version++)
        {
            WalletSnapshot? given = version % 3 == 0 ? Material.Snapshot(version) : null;
            newest = given ?? newest;
            await trial.CommitAsync(Acme, [journal[version - 1]], snapshot: given).ConfigureAwait(false);
            await StandsAsync(trial, journal[..version], newest).ConfigureAwait(false);
        }
    }

    private static async Task BytesAsync(StoreTrial trial)
    {
        foreach (int size in new[] { 1, 255, 65_537, 1_500_000 })
        {
            WalletId wallet = $"wallet-{size}";
            JournalEntry[] journal = await Material.JournalAsync(wallet, 2).ConfigureAwait(false);
            // The bytes are part of a larger array, and the array is the caller's: nothing may depend on it afterwards.
            WalletSnapshot snapshot = Material.Snapshot(2, size);
            byte[] lent = [7, 7, .. snapshot.State.Span, 7];
            await trial.CommitAsync(wallet, journal, snapshot: new(2, lent.AsMemory(2, size))).ConfigureAwait(false);
            WalletHistory history = await trial.LoadAsync(wallet).ConfigureAwait(false);
            Check.That(
                history.Snapshot is null || history.Snapshot.State.Span.SequenceEqual(snapshot.State.Span),
                $"the {size} bytes of the snapshot",
                $"{history.Snapshot?.State.Length} bytes that differ");
        }
    }

    private static async Task JournalStaysAsync(StoreTrial trial)
    {
        JournalEntry[] life = await Material.LifeAsync(Acme).ConfigureAwait(false);
        foreach (JournalEntry entry in life)
        {
            await trial.CommitAsync(Acme, [entry], snapshot: Material.Snapshot(entry.Version)).ConfigureAwait(false);
        }

        Check.Entries(life, await trial.ReadAsync(Acme, JournalRange.All).ConfigureAwait(false), "a wallet with snapshots, read");
        JournalKey[] keys = [.. life.SelectMany(StoreTrial.KeysOf).Distinct()];
        Check.Found(
            keys.Select(k => (k, life.Last(e => StoreTrial.KeysOf(e).Contains(k)).Version)),
            await trial.LoadAsync(Acme, 0, keys).ConfigureAwait(false));
    }

    /// <summary>The newest snapshot and what follows it; or, from a store that dropped it, everything.</summary>
    private static async Task StandsAsync(StoreTrial trial, JournalEntry[] journal, WalletSnapshot? newest)
    {
        WalletHistory history = await trial.LoadAsync(Acme).ConfigureAwait(false);
        if (history.Snapshot is not { } snapshot)
        {
            Check.Entries(journal, history.Entries, "a wallet loaded without snapshot");
            return;
        }

        Check.Equal(newest?.Version, snapshot.Version, "the version of the snapshot");
        Check.That(snapshot.State.Span.SequenceEqual(newest!.State.Span), $"the state of version {newest.Version}", "other bytes");
        Check.Entries(journal[(int)snapshot.Version..], history.Entries, $"a wallet after its snapshot of version {snapshot.Version}");
    }
}
