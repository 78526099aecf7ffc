using Credits.Journal;
using Credits.Storage;

namespace Credits.Testing.Conformance;

/// <summary>Many at once.</summary>
internal static class ConcurrencyCases
{
    private const int Committers = 64;

    /// <summary>Every conflict means that another got on, and there are far fewer to get on than this.</summary>
    private const int MostAttempts = 500;

    private static readonly WalletId Acme = "acme";

    public static StoreConformanceCase[] All { get; } =
    [
        new("Of concurrent commits at one version exactly one wins", OneWinsAsync),
        new("Of one operation tried by many at once exactly one is written", OperationOnceAsync),
        new("64 committers over many wallets all land", AllLandAsync),
        new("A load is as of one moment while others commit", OneMomentAsync),
    ];

    private static async Task OneWinsAsync(StoreTrial trial)
    {
        StoreTrial again = await trial.ReopenAsync().ConfigureAwait(false);
        JournalEntry[] rivals = (await Material.ConsumesAsync(Acme, Enumerable.Range(0, 32).Select(i => $"rival-{i}")).ConfigureAwait(false))[2..];
        JournalEntry[] beginning = await Material.JournalAsync(Acme, 2).ConfigureAwait(false);
        await trial.CommitAsync(Acme, beginning).ConfigureAwait(false);
        List<JournalEntry> journal = [.. beginning];
        List<JournalEntry> left = [.. rivals];
        while (left.Count > 1)
        {
            JournalEntry[] tried = [.. left.Select(e => Material.AtVersion(e, journal.Count + 1))];
            CommitOutcome[] outcomes = await AtOnceAsync(trial, tried.Length, i => (i % 2 == 0 ? trial : again).TryCommitAsync(Acme, [tried[i]])).ConfigureAwait(false);
            Check.Equal(1, outcomes.Count(o => o == CommitOutcome.Committed), $"the number of winners among {tried.Length}");
            Check.Equal(tried.Length - 1, outcomes.Count(o => o == CommitOutcome.VersionConflict), "the number of conflicts");
            int winner = Array.IndexOf(outcomes, CommitOutcome.Committed);
            journal.Add(tried[winner]);
            left.RemoveAt(winner);
            Check.Entries(journal, (await again.LoadAsync(Acme).ConfigureAwait(false)).Entries, "the wallet after the winner");
        }
    }

    private static async Task OperationOnceAsync(StoreTrial trial)
    {
        // Each takes whatever version the wallet has got to, as the library does after a conflict.
        JournalEntry[] consumes = await Material.ConsumesAsync(Acme, Enumerable.Range(0, 8).Select(i => $"op-{i}")).ConfigureAwait(false);
        await trial.CommitAsync(Acme, consumes[..2]).ConfigureAwait(false);
        int written = 0;
        await AtOnceAsync(trial, 32, async i =>
        {
            JournalEntry entry = consumes[2 + (i % 8)];
            for (int attempt = 0; attempt < MostAttempts; attempt++)
            {
                int version = (await trial.LoadAsync(Acme).ConfigureAwait(false)).Entries.Count;
                CommitOutcome outcome = await trial.TryCommitAsync(Acme, [Material.AtVersion(entry, version + 1)]).ConfigureAwait(false);
                if (outcome == CommitOutcome.Committed)
                {
                    Interlocked.Increment(ref written);
                }

                // In a wallet at another version by now, a known id may be told as either; then it is looked up.
                WalletHistory history = await trial.LoadAsync(Acme, version, Material.Operation(entry.Operation!)).ConfigureAwait(false);
                if (history.Found.Count == 1)
                {
                    return outcome;
                }

                Check.Equal(CommitOutcome.VersionConflict, outcome, "the outcome for an operation that is not known");
            }

            throw new MismatchException($"operation '{entry.Operation}' to be written by somebody", $"{MostAttempts} conflicts, and nobody who wrote it");
        }).ConfigureAwait(false);
        Check.Equal(8, written, "the number of accepted commits of 8 operations");
        Check.Same(
            consumes[2..].Select(e => e.Operation).Order(StringComparer.Ordinal),
            (await trial.LoadAsync(Acme, 2).ConfigureAwait(false)).Entries.Select(e => e.Operation).Order(StringComparer.Ordinal),
            "the operations written");
    }

    private static async Task AllLandAsync(StoreTrial trial)
    {
        JournalEntry[] journal = await Material.JournalAsync(Acme, 8).ConfigureAwait(false);
        await AtOnceAsync(trial, Committers, async i =>
        {
            for (int wallet = 0; wallet < 4; wallet++)
            {
                await trial.CommitAsync($"wallet-{i}-{wallet}", journal[..3], Material.At(i)).ConfigureAwait(false);
            }

            for (int wallet = 0; wallet < 4; wallet++)
            {
                await trial.CommitEachAsync($"wallet-{i}-{wallet}", journal[3..]).ConfigureAwait(false);
            }

            return true;
        }).ConfigureAwait(false);
        List<WalletId> wallets = await trial.ListAsync().ConfigureAwait(false);
        Check.Equal(Committers * 4, wallets.Count, "the number of wallets");
        foreach (WalletId wallet in wallets)
        {
            Check.Entries(journal, (await trial.LoadAsync(wallet).ConfigureAwait(false)).Entries, $"wallet '{wallet}'");
        }

        Check.Same([], await trial.FindDueAsync(Material.At(1_000)).ConfigureAwait(false), "what is due after everything was replaced");
    }

    private static async Task OneMomentAsync(StoreTrial trial)
    {
        JournalEntry[] journal = await Material.JournalAsync(Acme, 240).ConfigureAwait(false);
        JournalKey[] keys = [.. journal.Select(e => Material.Operation(e.Operation!))];
        Task writing = Task.Run(
            async () =>
            {
                foreach (JournalEntry[] batch in journal.Chunk(3))
                {
                    WalletSnapshot? snapshot = batch[0].Version % 5 == 1 ? Material.Snapshot(batch[^1].Version) : null;
                    await trial.CommitAsync(Acme, batch, snapshot: snapshot).ConfigureAwait(false);
                }
            },
            trial.CancellationToken);
        await AtOnceAsync(trial, 4, async i =>
        {
            bool last;
            long known = 0;
            do
            {
                last = writing.IsCompleted;
                long after = i % 2 == 0 ? 0 : known;
                WalletHistory history = await trial.LoadAsync(Acme, after, keys).ConfigureAwait(false);
                long first = history.Snapshot?.Version ?? after;
                long newest = first + history.Entries.Count;
                Check.That(newest >= known, $"a load to go at least to version {known}, seen before", $"version {newest}");
                Check.Entries(journal[(int)first..(int)newest], history.Entries, $"a wallet being written, after version {first}");
                Check.Found(journal.Take((int)newest).Select(e => (Material.Operation(e.Operation!), e.Version)), history);
                known = newest;
            }
            while (!last);
            return known;
        }).ConfigureAwait(false);
        await writing.ConfigureAwait(false);
    }

    /// <summary>Lets many do something at once, all from the same moment on.</summary>
    private static async Task<T[]> AtOnceAsync<T>(StoreTrial trial, int count, Func<int, ValueTask<T>> workAsync)
    {
        TaskCompletionSource start = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Task<T>[] works = [.. Enumerable.Range(0, count).Select(async i =>
        {
            await start.Task.ConfigureAwait(false);
            return await Task.Run(() => workAsync(i).AsTask(), trial.CancellationToken).ConfigureAwait(false);
        })];
        start.SetResult();
        return await Task.WhenAll(works).ConfigureAwait(false);
    }
}
