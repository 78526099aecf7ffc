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

    public ValueTask<WalletHistory> LoadAsync(
        WalletId wallet, long afterVersion, IReadOnlyList<JournalKey> keys, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(keys);
        return transactions.ReadAsync(tables => tables.Load(wallet, afterVersion, keys), cancellationToken);
    }

    public ValueTask<CommitOutcome> CommitAsync(WalletCommit commit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(commit.Entries);
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

    public async ValueTask<IReadOnlyList<DueWallet>> FindDueAsync(Instant until, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return await transactions.ReadAsync(tables => tables.Wallets.FindDue(UnixMicroseconds.Floor(until), limit), cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<IReadOnlyList<WalletId>> LeaseDueAsync(Instant now, Instant until, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(until, now);
        long at = UnixMicroseconds.Floor(now);

        // A look costs nobody else anything; usually nothing is due.
        return (await FindDueAsync(now, 1, cancellationToken).ConfigureAwait(false)).Count == 0
            ? []
            : await transactions.WriteAsync(tables => tables.Wallets.LeaseDue(at, UnixMicroseconds.Ceiling(until), limit), cancellationToken).ConfigureAwait(false);
    }

    public IAsyncEnumerable<WalletId> ListWalletsAsync(CancellationToken cancellationToken) => WalletList.ReadAsync(transactions, cancellationToken);

    public async ValueTask AddChannelsAsync(IReadOnlyList<string> channels, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(channels);
        await transactions.WriteAsync(
            tables =>
            {
                foreach (string channel in channels)
                {
                    tables.Channels.Add(channel);
                }

                return true;
            },
            cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<IReadOnlyList<NoticeLease>> LeaseNoticesAsync(
        string channel, Instant now, Instant until, int limit, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(channel);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(until, now);
        long at = UnixMicroseconds.Floor(now);
        bool isIdle = await transactions.ReadAsync(
            tables => tables.Channels.Knows(channel) && tables.Outbox.IsEmpty && !tables.Deliveries.IsAnyWaiting(channel, at), cancellationToken).ConfigureAwait(false);
        if (isIdle)
        {
            return [];
        }

        IReadOnlyList<NoticeLease>? leases = null;
        while (leases is null)
        {
            leases = await transactions.WriteAsync(
                tables =>
                {
                    tables.Channels.Add(channel);
                    tables.Deliveries.TakeFresh(at);
                    return tables.Outbox.IsEmpty ? tables.Deliveries.Lease(channel, at, UnixMicroseconds.Ceiling(until), limit) : null;
                },
                cancellationToken).ConfigureAwait(false);
        }

        return leases;
    }

    public ValueTask SettleNoticesAsync(IReadOnlyList<NoticeSettlement> settlements, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(settlements);
        return settlements.Count == 0 ? default : ChangeAsync(deliveries => deliveries.Settle(settlements), cancellationToken);
    }

    public async ValueTask<IReadOnlyList<ParkedNotice>> FindParkedNoticesAsync(
        WalletId? wallet, ParkedNoticeKey? after, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return await transactions.ReadAsync(tables => tables.Deliveries.FindParked(wallet, after, limit), cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<int> ResendNoticesAsync(IReadOnlyList<ParkedNoticeKey> notices, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(notices);
        return notices.Count == 0 ? 0 : await transactions.WriteAsync(tables => tables.Deliveries.Resend(notices), cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<IReadOnlyList<NoticeChannel>> FindChannelsAsync(CancellationToken cancellationToken) =>
        await transactions.ReadAsync(static tables => tables.Channels.Find(), cancellationToken).ConfigureAwait(false);

    public async ValueTask RemoveChannelAsync(string channel, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(channel);
        await transactions.WriteAsync(
            tables =>
            {
                tables.Channels.Remove(channel);
                return true;
            },
            cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask ChangeAsync(Action<DeliveryTables> change, CancellationToken cancellationToken) =>
        await transactions.WriteAsync(
            tables =>
            {
                change(tables.Deliveries);
                return true;
            },
            cancellationToken).ConfigureAwait(false);
}
