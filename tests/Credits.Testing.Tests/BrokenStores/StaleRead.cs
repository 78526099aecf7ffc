using System.Collections.Concurrent;
using Credits.Journal;
using Credits.Storage;

namespace Credits.Testing.Tests.BrokenStores;

/// <summary>Reads from a replica that is one commit behind.</summary>
internal sealed class StaleRead : StoreWrapper
{
    private readonly ConcurrentDictionary<WalletId, long> _replicated = new();

    public override async ValueTask<CommitOutcome> CommitAsync(WalletCommit commit, CancellationToken cancellationToken)
    {
        CommitOutcome outcome = await base.CommitAsync(commit, cancellationToken);
        if (outcome == CommitOutcome.Committed)
        {
            _replicated[commit.Wallet] = commit.ExpectedVersion;
        }

        return outcome;
    }

    public override async ValueTask<WalletHistory> LoadAsync(WalletId wallet, long afterVersion, IReadOnlyList<JournalKey> keys, CancellationToken cancellationToken)
    {
        WalletHistory history = await base.LoadAsync(wallet, afterVersion, keys, cancellationToken);
        long known = _replicated.GetValueOrDefault(wallet);
        return history with
        {
            Entries = [.. history.Entries.Where(e => e.Version <= known)],
            Found = [.. history.Found.Where(f => f.Value.Version <= known)],
        };
    }
}
