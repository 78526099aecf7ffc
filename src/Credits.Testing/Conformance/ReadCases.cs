using Credits.Journal;
using Credits.Storage;

namespace Credits.Testing.Conformance;

/// <summary><see cref="IStore.ReadAsync"/> and <see cref="IStore.ListWalletsAsync"/>: streams of the past.</summary>
internal static class ReadCases
{
    private static readonly WalletId Acme = "acme";

    public static StoreConformanceCase[] All { get; } =
    [
        new("A range of versions is read, in both directions", VersionsAsync),
        new("A range of instants is half-open, and read in both directions", InstantsAsync),
        new("An empty range gives nothing", EmptyAsync),
        new("A reader may stop early", StopAsync),
        new("Reading while somebody writes gives committed entries without gaps", WhileWrittenAsync),
        new("Wallets are listed in ordinal order, each once", ListAsync),
    ];

    private static async Task VersionsAsync(StoreTrial trial)
    {
        JournalEntry[] journal = await Material.JournalAsync(Acme, 30).ConfigureAwait(false);
        await trial.CommitAsync(Acme, journal).ConfigureAwait(false);
        foreach ((long after, long upTo) in new[] { (0, long.MaxValue), (0, 30), (0, 1), (29, long.MaxValue), (10, 20), (28, 1_000), (0, 12) })
        {
            await ReadsAsync(trial, new() { AfterVersion = after, UpToVersion = upTo }, journal.Where(e => e.Version > after && e.Version <= upTo)).ConfigureAwait(false);
        }
    }

    private static async Task InstantsAsync(StoreTrial trial)
    {
        // Entries 5 to 9 share an instant; the others are a second apart, and one of them a microsecond off.
        using WalletScript script = new();
        await script.OpenAsync(Acme).ConfigureAwait(false);
        await script.PurchaseAsync(Acme, 100).ConfigureAwait(false);
        for (int version = 3; version <= 20; version++)
        {
            script.Clock.Set(Material.At(version is > 5 and < 10 ? 5 : version).PlusTicks(version == 15 ? 10 : 0));
            await script.ConsumeAsync(Acme, 1).ConfigureAwait(false);
        }

        JournalEntry[] journal = script.EntriesOf(Acme);
        await trial.CommitAsync(Acme, journal).ConfigureAwait(false);
        foreach ((double from, double to) in new[] { (5, 6), (4, 5), (0, 5), (5, 1_000), (10, 15), (15, 15.000001), (15.000001, 15.000002), (15, 16), (-9, 9_999), (4.5, 4.7) })
        {
            JournalRange range = new() { From = Material.At(from), To = Material.At(to) };
            await ReadsAsync(trial, range, journal.Where(e => e.At >= range.From && e.At < range.To)).ConfigureAwait(false);
            await ReadsAsync(trial, range with { To = JournalRange.All.To }, journal.Where(e => e.At >= range.From)).ConfigureAwait(false);
            await ReadsAsync(trial, range with { From = JournalRange.All.From }, journal.Where(e => e.At < range.To)).ConfigureAwait(false);
            await ReadsAsync(
                trial,
                range with { AfterVersion = 6, UpToVersion = 14 },
                journal.Where(e => e.At >= range.From && e.At < range.To && e.Version is > 6 and <= 14)).ConfigureAwait(false);
        }
    }

    private static async Task EmptyAsync(StoreTrial trial)
    {
        JournalEntry[] journal = await Material.JournalAsync(Acme, 5).ConfigureAwait(false);
        await trial.CommitAsync(Acme, journal).ConfigureAwait(false);
        await ReadsAsync(trial, new() { AfterVersion = 5 }, []).ConfigureAwait(false);
        await ReadsAsync(trial, new() { UpToVersion = 0 }, []).ConfigureAwait(false);
        await ReadsAsync(trial, new() { AfterVersion = 3, UpToVersion = 2 }, []).ConfigureAwait(false);
        await ReadsAsync(trial, new() { From = Material.At(2), To = Material.At(2) }, []).ConfigureAwait(false);
        await ReadsAsync(trial, new() { From = Material.At(3), To = Material.At(1) }, []).ConfigureAwait(false);
        await ReadsAsync(trial, new() { From = Material.At(100) }, []).ConfigureAwait(false);
        await ReadsAsync(trial, new() { To = Material.At(0) }, []).ConfigureAwait(false);
    }

    private static async Task StopAsync(StoreTrial trial)
    {
        JournalEntry[] journal = await Material.JournalAsync(Acme, 50).ConfigureAwait(false);
        await trial.CommitAsync(Acme, journal).ConfigureAwait(false);
        for (int i = 0; i < 20; i++)
        {
            // Neither a reader who leaves nor one who cancels may keep a connection, a lock or a place in the stream.
            using CancellationTokenSource cancelling = new();
            List<JournalEntry> read = [];
            bool cancels = i % 2 == 0;
            try
            {
                await foreach (JournalEntry entry in trial.Store.ReadAsync(Acme, JournalRange.All, cancelling.Token).ConfigureAwait(false))
                {
                    read.Add(entry);
                    if (read.Count == 3 && cancels)
                    {
                        await cancelling.CancelAsync().ConfigureAwait(false);
                    }
                    else if (read.Count == 3)
                    {
                        break;
                    }
                }
            }
            catch (OperationCanceledException) when (cancels)
            {
                // It may also have had the rest at hand.
            }

            Check.Entries(journal[..3], read.Take(3), "what was read before stopping");
        }

        JournalEntry next = (await Material.JournalAsync(Acme, 51).ConfigureAwait(false))[50];
        await trial.CommitAsync(Acme, [next]).ConfigureAwait(false);
        await ReadsAsync(trial, JournalRange.All, [.. journal, next]).ConfigureAwait(false);
    }

    private static async Task WhileWrittenAsync(StoreTrial trial)
    {
        JournalEntry[] journal = await Material.JournalAsync(Acme, 200).ConfigureAwait(false);
        int committed = 0;
        Task writing = Task.Run(
            async () =>
            {
                foreach (JournalEntry[] batch in journal.Chunk(4))
                {
                    await trial.CommitAsync(Acme, batch).ConfigureAwait(false);
                    Volatile.Write(ref committed, (int)batch[^1].Version);
                }
            },
            trial.CancellationToken);
        bool last;
        do
        {
            last = writing.IsCompleted;
            int known = Volatile.Read(ref committed);
            List<JournalEntry> oldestFirst = await trial.ReadAsync(Acme, JournalRange.All).ConfigureAwait(false);
            Check.That(oldestFirst.Count >= known, $"at least the {known} entries that had been committed", $"{oldestFirst.Count}");
            Check.Entries(journal[..oldestFirst.Count], oldestFirst, "a wallet being written, oldest first");
            List<JournalEntry> newestFirst = await trial.ReadAsync(Acme, new() { NewestFirst = true }).ConfigureAwait(false);
            Check.Entries(journal[..newestFirst.Count].Reverse(), newestFirst, "a wallet being written, newest first");
        }
        while (!last);
        await writing.ConfigureAwait(false);
    }

    private static async Task ListAsync(StoreTrial trial)
    {
        Check.Same([], await trial.ListAsync().ConfigureAwait(false), "the wallets of an empty store");
        WalletId[] wallets = ["b", "B", "a", "aa", "a-1", "a_1", "10", "9", "\u00e4", "z", "Z", "\U0001f600"];
        foreach (WalletId wallet in wallets)
        {
            JournalEntry[] journal = await Material.JournalAsync(wallet, 3).ConfigureAwait(false);
            await trial.CommitAsync(wallet, journal[..1]).ConfigureAwait(false);
            await trial.CommitAsync(wallet, journal[1..], snapshot: Material.Snapshot(3)).ConfigureAwait(false);
        }

        await trial.LoadAsync("only looked at").ConfigureAwait(false);
        Check.Same(wallets.Order(), await trial.ListAsync().ConfigureAwait(false), "the wallets");
        await foreach (WalletId first in trial.Store.ListWalletsAsync(trial.CancellationToken).ConfigureAwait(false))
        {
            Check.Equal(wallets.Min(), first, "the first wallet, to a reader who then stops");
            break;
        }

        Check.Same(wallets.Order(), await trial.ListAsync().ConfigureAwait(false), "the wallets, after a reader who stopped");
    }

    private static async Task ReadsAsync(StoreTrial trial, JournalRange range, IEnumerable<JournalEntry> expected)
    {
        JournalEntry[] entries = [.. expected];
        Check.Entries(entries, await trial.ReadAsync(Acme, range).ConfigureAwait(false), $"{range}");
        Check.Entries(entries.Reverse(), await trial.ReadAsync(Acme, range with { NewestFirst = true }).ConfigureAwait(false), $"{range}, newest first");
    }
}
