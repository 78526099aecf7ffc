using System.Runtime.CompilerServices;
using Credits.Journal;
using Credits.Notifications;
using Credits.Sqlite.Connections;
using Credits.Sqlite.Tables;
using Credits.Storage;
using NodaTime;

namespace Credits.Sqlite;

/// <summary>The calls of a store as work on its tables, in whosever transactions.</summary>
internal sealed class TableStore(ITransactions transactions) : IStore
{
    private const int SmallestPage = 32;
    private const int LargestPage = 1_024;

    private long _lastLeased;

    public ValueTask<WalletHistory> LoadAsync(
        WalletId wallet, long afterVersion, IReadOnlyList<JournalKey> keys, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(keys);
        return transactions.ReadAsync(tables => tables.Load(wallet, afterVersion, keys), cancellationToken);
    }

    public ValueTask<CommitOutcome> CommitAsync(WalletCommit commit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(commit);
        return transactions.WriteAsync(tables => tables.Append(commit), cancellationToken);
    }

    /// <summary>Commits that share a transaction, each fenced by its own version.</summary>
    public ValueTask<IReadOnlyList<CommitOutcome>> CommitTogetherAsync(IReadOnlyList<WalletCommit> commits) =>
        transactions.WriteAsync<IReadOnlyList<CommitOutcome>>(
            tables =>
            {
                CommitOutcome[] outcomes = new CommitOutcome[commits.Count];
                for (int i = 0; i < outcomes.Length; i++)
                {
                    outcomes[i] = tables.Append(commits[i]);
                }

                return outcomes;
            },
            CancellationToken.None);

    public async IAsyncEnumerable<JournalEntry> ReadAsync(
        WalletId wallet, JournalRange range, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(range);
        (long number, long first, long last) = await transactions.ReadAsync(tables => tables.Find(wallet, range), cancellationToken).ConfigureAwait(false);

        // Page by page, each as of its own moment, so that a slow reader holds back neither the writer nor the log.
        for (int limit = SmallestPage; first <= last; limit = Math.Min(limit * 2, LargestPage))
        {
            List<(long Version, byte[] Json)> page = await transactions.ReadAsync(
                tables => tables.Journal.ReadPage(number, first, last, range.NewestFirst, limit), cancellationToken).ConfigureAwait(false);
            foreach ((long version, byte[] json) in page)
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return JournalCodec.Read(version, json);
            }

            if (page.Count < limit)
            {
                yield break;
            }

            (first, last) = range.NewestFirst ? (first, page[^1].Version - 1) : (page[^1].Version + 1, last);
        }
    }

    public async ValueTask<IReadOnlyList<WalletId>> FindDueAsync(Instant until, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return await transactions.ReadAsync(tables => tables.Wallets.FindDue(UnixMicroseconds.Floor(until), limit), cancellationToken).ConfigureAwait(false);
    }

    public IAsyncEnumerable<WalletId> ListWalletsAsync(CancellationToken cancellationToken) => WalletList.ReadAsync(transactions, cancellationToken);

    public async ValueTask<IReadOnlyList<Notice>> LeaseNoticesAsync(Instant now, Instant until, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        if (await transactions.ReadAsync(static tables => tables.Outbox.IsEmpty, cancellationToken).ConfigureAwait(false))
        {
            return [];
        }

        (IReadOnlyList<Notice> notices, long last) = await transactions.WriteAsync(
            tables => tables.Outbox.Lease(Volatile.Read(ref _lastLeased), UnixMicroseconds.Floor(now), UnixMicroseconds.Ceiling(until), limit),
            cancellationToken).ConfigureAwait(false);
        Volatile.Write(ref _lastLeased, last);
        return notices;
    }

    public ValueTask AcknowledgeNoticesAsync(IReadOnlyList<Notice> notices, CancellationToken cancellationToken) =>
        ChangeAsync(notices, static (outbox, notices) => outbox.Delete(notices), cancellationToken);

    public ValueTask ReturnNoticesAsync(IReadOnlyList<Notice> notices, CancellationToken cancellationToken) =>
        ChangeAsync(notices, static (outbox, notices) => outbox.Return(notices), cancellationToken);

    private async ValueTask ChangeAsync(IReadOnlyList<Notice> notices, Action<OutboxTable, IReadOnlyList<Notice>> change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(notices);
        if (notices.Count == 0)
        {
            return;
        }

        await transactions.WriteAsync(
            tables =>
            {
                change(tables.Outbox, notices);
                return true;
            },
            cancellationToken).ConfigureAwait(false);
    }
}
