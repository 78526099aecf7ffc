using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Credits.Journal;
using Credits.Notifications;
using NodaTime;

namespace Credits.Storage;

/// <summary>
/// Keeps everything in this process's memory and loses it with it: for tests, simulations and first steps. Whole semantics, no
/// durability. Also the example for authors of stores.
/// </summary>
public sealed class InMemoryStore : IStore
{
    private readonly ConcurrentDictionary<WalletId, InMemoryWallet> _wallets = new();
    private readonly InMemoryDue _due = new();
    private readonly InMemoryOutbox _outbox = new();

    /// <inheritdoc/>
    public ValueTask<WalletHistory> LoadAsync(WalletId wallet, long afterVersion, IReadOnlyList<JournalKey> keys, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(keys);
        cancellationToken.ThrowIfCancellationRequested();
        return new(_wallets.TryGetValue(wallet, out InMemoryWallet? stored) ? stored.Load(afterVersion, keys) : WalletHistory.Empty);
    }

    /// <inheritdoc/>
    public ValueTask<CommitOutcome> CommitAsync(WalletCommit commit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(commit.Entries);
        cancellationToken.ThrowIfCancellationRequested();
        InMemoryWallet wallet = _wallets.GetOrAdd(commit.Wallet, static _ => new());
        lock (wallet)
        {
            CommitOutcome outcome = wallet.Append(commit);
            if (outcome == CommitOutcome.Committed)
            {
                SetDue(wallet, commit);
                for (int i = 0; i < commit.Entries.Count; i++)
                {
                    if (commit.Entries[i].Notices is { Count: > 0 } notices)
                    {
                        _outbox.Add(notices);
                    }
                }
            }

            return new(outcome);
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<JournalEntry> ReadAsync(
        WalletId wallet, JournalRange range, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(range);
        await ValueTask.CompletedTask.ConfigureAwait(false);
        if (!_wallets.TryGetValue(wallet, out InMemoryWallet? stored))
        {
            yield break;
        }

        (long first, long last) = stored.Find(range);
        for (long i = 0; i <= last - first; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return stored.Entry(range.NewestFirst ? last - i : first + i);
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<DueWallet>> FindDueAsync(Instant until, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        cancellationToken.ThrowIfCancellationRequested();
        return new(_due.Find(until, limit));
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<WalletId>> LeaseDueAsync(Instant now, Instant until, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(until, now);
        cancellationToken.ThrowIfCancellationRequested();
        return new(_due.Lease(now, until, limit));
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<WalletId> ListWalletsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await ValueTask.CompletedTask.ConfigureAwait(false);
        foreach (WalletId wallet in _wallets.Where(w => w.Value.Version > 0).Select(w => w.Key).Order())
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return wallet;
        }
    }

    /// <inheritdoc/>
    public ValueTask AddChannelsAsync(IReadOnlyList<string> channels, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(channels);
        cancellationToken.ThrowIfCancellationRequested();
        _outbox.AddChannels(channels);
        return default;
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<NoticeLease>> LeaseNoticesAsync(string channel, Instant now, Instant until, int limit, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(channel);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(until, now);
        cancellationToken.ThrowIfCancellationRequested();
        return new(_outbox.Lease(channel, now, until, limit));
    }

    /// <inheritdoc/>
    public ValueTask SettleNoticesAsync(IReadOnlyList<NoticeSettlement> settlements, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(settlements);
        cancellationToken.ThrowIfCancellationRequested();
        _outbox.Settle(settlements);
        return default;
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ParkedNotice>> FindParkedNoticesAsync(
        WalletId? wallet, ParkedNoticeKey? after, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        cancellationToken.ThrowIfCancellationRequested();
        return new(_outbox.FindParked(wallet, after, limit));
    }

    /// <inheritdoc/>
    public ValueTask<int> ResendNoticesAsync(IReadOnlyList<ParkedNoticeKey> notices, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(notices);
        cancellationToken.ThrowIfCancellationRequested();
        return new(_outbox.Resend(notices));
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<NoticeChannel>> FindChannelsAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(_outbox.FindChannels());
    }

    /// <inheritdoc/>
    public ValueTask RemoveChannelAsync(string channel, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(channel);
        cancellationToken.ThrowIfCancellationRequested();
        _outbox.Remove(channel);
        return default;
    }

    /// <summary>Nearly every commit leaves what is due as it was. Only a lease may have said something else since the commit before.</summary>
    private void SetDue(InMemoryWallet wallet, WalletCommit commit)
    {
        if (wallet.NextDue != commit.NextDue || _due.HasLeases)
        {
            wallet.NextDue = commit.NextDue;
            _due.Set(commit.Wallet, commit.NextDue);
        }
    }
}
