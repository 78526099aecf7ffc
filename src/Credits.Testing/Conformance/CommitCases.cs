using Credits.Journal;
using Credits.Storage;

namespace Credits.Testing.Conformance;

/// <summary><see cref="IStore.CommitAsync"/>: at the expected version, all or nothing.</summary>
internal static class CommitCases
{
    private static readonly WalletId Acme = "acme";

    public static StoreConformanceCase[] All { get; } =
    [
        new("A commit at another version than the wallet's writes nothing", OtherVersionAsync),
        new("A new wallet is at version 0", NewWalletAsync),
        new("After a conflict the right version is accepted", AfterConflictAsync),
        new("Several entries in one commit are written whole", SeveralAsync),
        new("A commit's list is its caller's again when the commit returns", ListReusedAsync),
        new("A commit that was cancelled before it began writes nothing", CancelledAsync),
        new("A commit that is cancelled under way is written whole or not at all", CancelledUnderWayAsync),
        new("A commit of 1,000 entries is written whole", ManyEntriesAsync),
        new("An entry of half a megabyte is written whole", LargeEntryAsync),
    ];

    private static async Task OtherVersionAsync(StoreTrial trial)
    {
        // The fork has notices, operations and reservations of its own, none of which may stay behind.
        JournalEntry[] journal = await Material.JournalAsync(Acme, 6).ConfigureAwait(false);
        JournalEntry[] fork = await Material.LifeAsync(Acme).ConfigureAwait(false);
        await trial.CommitAsync(Acme, journal, Material.At(500), Material.Snapshot(6)).ConfigureAwait(false);
        foreach (long expected in new[] { 0, 1, 5, 7, 100 })
        {
            JournalEntry[] entries = [.. fork.Select((e, i) => Material.AtVersion(e, expected + i + 1))];
            await trial.CommitInVainAsync(
                CommitOutcome.VersionConflict,
                new(Acme, expected, entries, Material.At(100), Material.Snapshot(expected + entries.Length))).ConfigureAwait(false);
        }
    }

    private static async Task NewWalletAsync(StoreTrial trial)
    {
        JournalEntry[] journal = await Material.NoticesAsync(Acme, 2).ConfigureAwait(false);
        await trial.CommitInVainAsync(CommitOutcome.VersionConflict, new(Acme, 1, journal[1..], Material.At(5), null)).ConfigureAwait(false);
        await trial.CommitAsync(Acme, journal).ConfigureAwait(false);
        JournalEntry[] fork = await Material.NoticesAsync(Acme, 1).ConfigureAwait(false);
        await trial.CommitInVainAsync(CommitOutcome.VersionConflict, new(Acme, 0, fork, Material.At(5), null)).ConfigureAwait(false);
    }

    private static async Task AfterConflictAsync(StoreTrial trial)
    {
        JournalEntry[] journal = await Material.JournalAsync(Acme, 6).ConfigureAwait(false);
        JournalEntry[] late = await Material.ConsumesAsync(Acme, "late").ConfigureAwait(false);
        await trial.CommitAsync(Acme, journal).ConfigureAwait(false);
        await trial.CommitInVainAsync(CommitOutcome.VersionConflict, new(Acme, 2, late[2..], null, null)).ConfigureAwait(false);
        JournalEntry again = Material.AtVersion(late[2], 7);
        await trial.CommitAsync(Acme, [again]).ConfigureAwait(false);
        WalletHistory history = await trial.LoadAsync(Acme, 0, Material.Operation("late")).ConfigureAwait(false);
        Check.Entries([.. journal, again], history.Entries, "the wallet after the second attempt");
        Check.Found([(Material.Operation("late"), 7)], history);
    }

    private static async Task SeveralAsync(StoreTrial trial)
    {
        JournalEntry[] life = await Material.LifeAsync(Acme).ConfigureAwait(false);
        await trial.CommitAsync(Acme, life).ConfigureAwait(false);
        JournalKey[] keys = [.. life.SelectMany(StoreTrial.KeysOf).Distinct()];
        WalletHistory history = await trial.LoadAsync(Acme, 0, keys).ConfigureAwait(false);
        Check.Entries(life, history.Entries, "one commit");
        Check.Found(keys.Select(k => (k, life.Last(e => StoreTrial.KeysOf(e).Contains(k)).Version)), history);
        Check.Same(life.SelectMany(e => e.Notices), await trial.LeaseNoticesAsync(0).ConfigureAwait(false), "the notices of one commit");
    }

    private static async Task ListReusedAsync(StoreTrial trial)
    {
        JournalEntry[] journal = await Material.JournalAsync(Acme, 6).ConfigureAwait(false);
        List<JournalEntry> entries = [.. journal[..4]];
        await trial.CommitAsync(Acme, entries).ConfigureAwait(false);
        entries.Clear();
        entries.AddRange(journal[4..]);
        await trial.CommitAsync(Acme, entries).ConfigureAwait(false);
        entries.Clear();
        Check.Entries(journal, (await trial.LoadAsync(Acme).ConfigureAwait(false)).Entries, "a wallet whose commits shared a list");
    }

    private static async Task CancelledAsync(StoreTrial trial)
    {
        JournalEntry[] journal = await Material.NoticesAsync(Acme, 3).ConfigureAwait(false);
        await trial.CommitAsync(Acme, journal[..2], Material.At(500)).ConfigureAwait(false);
        JournalKey[] keys = [.. journal.SelectMany(StoreTrial.KeysOf)];
        string before = await trial.ImageAsync([Acme], keys).ConfigureAwait(false);
        WalletCommit commit = new(Acme, 2, journal[2..], Material.At(100), Material.Snapshot(journal.Length));
        bool cancelled = false;
        try
        {
            await trial.Store.CommitAsync(commit, new CancellationToken(canceled: true)).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            cancelled = true;
        }

        Check.That(cancelled, "an OperationCanceledException", "an answer");
        await trial.UnchangedAsync(before, [Acme], keys).ConfigureAwait(false);
        await trial.CommitAsync(Acme, journal[2..]).ConfigureAwait(false);
    }

    private static async Task CancelledUnderWayAsync(StoreTrial trial)
    {
        JournalEntry[] journal = await Material.JournalAsync(Acme, 8).ConfigureAwait(false);
        for (int i = 0; i < 40; i++)
        {
            WalletId wallet = $"wallet-{i}";
            using CancellationTokenSource cancelling = new();
            Task<CommitOutcome> commit = Task.Run(
                () => trial.Store.CommitAsync(new(wallet, 0, journal, null, null), cancelling.Token).AsTask(), CancellationToken.None);
            if (i % 10 == 9)
            {
                // Too late: the token must not be looked at any more.
                await commit.ConfigureAwait(false);
            }

            Thread.SpinWait(i * 100);
            await cancelling.CancelAsync().ConfigureAwait(false);
            await commit.ContinueWith(static _ => { }, TaskScheduler.Default).ConfigureAwait(false);
            bool isWritten = !commit.IsCanceled && await commit.ConfigureAwait(false) == CommitOutcome.Committed;
            Check.Entries(
                isWritten ? journal : [],
                (await trial.LoadAsync(wallet).ConfigureAwait(false)).Entries,
                isWritten ? "a commit that was finished" : "a commit that was cancelled");
        }
    }

    private static async Task ManyEntriesAsync(StoreTrial trial)
    {
        JournalEntry[] journal = await Material.JournalAsync(Acme, 1_003).ConfigureAwait(false);
        await trial.CommitAsync(Acme, journal[..3]).ConfigureAwait(false);
        await trial.CommitAsync(Acme, journal[3..]).ConfigureAwait(false);
        WalletHistory history = await trial.LoadAsync(Acme, 3, Material.Operation("op-4"), Material.Operation("op-1003")).ConfigureAwait(false);
        Check.Entries(journal[3..], history.Entries, "a large commit");
        Check.Found([(Material.Operation("op-4"), 4), (Material.Operation("op-1003"), 1_003)], history);
        JournalKey[] keys = [.. journal.Select(e => Material.Operation(e.Operation!))];
        Check.Found(journal.Select(e => (Material.Operation(e.Operation!), e.Version)), await trial.LoadAsync(Acme, 1_003, keys).ConfigureAwait(false));
    }

    private static async Task LargeEntryAsync(StoreTrial trial)
    {
        using WalletScript script = new();
        await script.OpenAsync(Acme).ConfigureAwait(false);
        LimitPolicy[] limits = [.. Enumerable.Range(0, 2_000).Select(i => new LimitPolicy($"{i:D4}{new string('x', 196)}") { Soft = [LimitThreshold.Percent(50)] })];
        script.Done(await script.Admin.SetLimitsAsync(Acme, limits, Actor.System).ConfigureAwait(false));
        await trial.CommitAsync(Acme, script.EntriesOf(Acme)).ConfigureAwait(false);
        Check.Entries(script.EntriesOf(Acme), (await trial.LoadAsync(Acme).ConfigureAwait(false)).Entries, "a wallet with a large entry");
    }
}
