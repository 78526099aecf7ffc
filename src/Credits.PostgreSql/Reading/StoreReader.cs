using System.Runtime.CompilerServices;
using Credits.Journal;
using Credits.Storage;
using NodaTime;

namespace Credits.PostgreSql;

/// <summary>All that is only read, and the lease of what is due. A stream is read by pages, and nothing is held between them. Safe for concurrent use.</summary>
internal sealed class StoreReader(TableNames tables, IRunner runner)
{
    private readonly WalletLoader _loader = new(tables);
    private readonly JournalReader _journal = new(tables);
    private readonly WalletFinder _wallets = new(tables);

    public ValueTask<WalletHistory> LoadAsync(WalletId wallet, long afterVersion, IReadOnlyList<JournalKey> keys, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(keys);
        return runner.RunAsync(s => _loader.LoadAsync(s, wallet, afterVersion, keys, cancellationToken), cancellationToken);
    }

    public async IAsyncEnumerable<JournalEntry> ReadAsync(
        WalletId wallet, JournalRange range, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(range);
        (long after, long upTo) = await runner.RunAsync(s => _journal.FindAsync(s, wallet, range, cancellationToken), cancellationToken).ConfigureAwait(false);
        int size = JournalReader.FirstPage;
        while (after < upTo)
        {
            List<JournalEntry> page = await runner.RunAsync(
                s => _journal.PageAsync(s, wallet, after, upTo, range.NewestFirst, size, cancellationToken), cancellationToken).ConfigureAwait(false);
            foreach (JournalEntry entry in page)
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return entry;
            }

            if (page.Count < size)
            {
                break;
            }

            if (range.NewestFirst)
            {
                upTo = page[^1].Version - 1;
            }
            else
            {
                after = page[^1].Version;
            }

            size = Math.Min(size * 4, JournalReader.LargestPage);
        }
    }

    public ValueTask<IReadOnlyList<DueWallet>> FindDueAsync(Instant until, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return runner.RunAsync(s => _wallets.DueAsync(s, UnixMicroseconds.Floor(until), limit, cancellationToken), cancellationToken);
    }

    public ValueTask<IReadOnlyList<WalletId>> LeaseDueAsync(Instant now, Instant until, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(until, now);
        return runner.RunAsync(
            s => _wallets.LeaseDueAsync(s, UnixMicroseconds.Floor(now), UnixMicroseconds.Ceiling(until), limit, cancellationToken), cancellationToken);
    }

    public async IAsyncEnumerable<WalletId> ListWalletsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        List<string> displaced = await runner.RunAsync(s => _wallets.DisplacedAsync(s, cancellationToken), cancellationToken).ConfigureAwait(false);
        int next = 0;
        string after = "";
        while (true)
        {
            string seen = after;
            List<string> page = await runner.RunAsync(s => _wallets.PageAsync(s, seen, cancellationToken), cancellationToken).ConfigureAwait(false);
            foreach (string id in page)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (WalletFinder.IsDisplaced(id))
                {
                    continue;
                }

                for (; next < displaced.Count && string.CompareOrdinal(displaced[next], id) < 0; next++)
                {
                    yield return displaced[next];
                }

                yield return id;
            }

            if (page.Count < WalletFinder.PageSize)
            {
                break;
            }

            after = page[^1];
        }

        for (; next < displaced.Count; next++)
        {
            yield return displaced[next];
        }
    }
}
