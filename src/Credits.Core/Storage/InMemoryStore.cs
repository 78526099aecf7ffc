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
    private readonly Lock _dueGate = new();
    private readonly SortedSet<(Instant Due, WalletId Wallet)> _due = [];
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
        ArgumentNullException.ThrowIfNull(commit);
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
    public ValueTask<IReadOnlyList<WalletId>> FindDueAsync(Instant until, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        lock (_dueGate)
        {
            return new([.. _due.TakeWhile(d => d.Due <= until).Take(limit).Select(d => d.Wallet)]);
        }
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
    public ValueTask<IReadOnlyList<Notice>> LeaseNoticesAsync(Instant now, Instant until, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        cancellationToken.ThrowIfCancellationRequested();
        return new(_outbox.Lease(now, until, limit));
    }

    /// <inheritdoc/>
    public ValueTask AcknowledgeNoticesAsync(IReadOnlyList<Notice> notices, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(notices);
        cancellationToken.ThrowIfCancellationRequested();
        _outbox.Acknowledge(notices);
        return default;
    }

    /// <inheritdoc/>
    public ValueTask ReturnNoticesAsync(IReadOnlyList<Notice> notices, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(notices);
        cancellationToken.ThrowIfCancellationRequested();
        _outbox.Return(notices);
        return default;
    }

    private void SetDue(InMemoryWallet wallet, WalletCommit commit)
    {
        if (wallet.NextDue == commit.NextDue)
        {
            return;
        }

        lock (_dueGate)
        {
            if (wallet.NextDue is { } before)
            {
                _due.Remove((before, commit.Wallet));
            }

            if (commit.NextDue is { } due)
            {
                _due.Add((due, commit.Wallet));
            }
        }

        wallet.NextDue = commit.NextDue;
    }
}
