using System.Collections.Concurrent;
using Credits.Journal;
using Credits.Storage;

namespace Credits.Testing.Tests.BrokenStores;

/// <summary>Keeps the operation id of the first entry of a commit only.</summary>
internal sealed class LostOperationRecord : StoreWrapper
{
    private readonly ConcurrentDictionary<(WalletId Wallet, string Operation), bool> _lost = new();

    public override async ValueTask<CommitOutcome> CommitAsync(WalletCommit commit, CancellationToken cancellationToken)
    {
        CommitOutcome outcome = await base.CommitAsync(commit, cancellationToken);
        foreach (JournalEntry entry in commit.Entries.Skip(1).Where(e => outcome == CommitOutcome.Committed && e.Operation is not null))
        {
            _lost.TryAdd((commit.Wallet, entry.Operation!), true);
        }

        return outcome;
    }

    public override ValueTask<WalletHistory> LoadAsync(WalletId wallet, long afterVersion, IReadOnlyList<JournalKey> keys, CancellationToken cancellationToken) =>
        base.LoadAsync(wallet, afterVersion, [.. keys.Where(k => k.Kind != JournalKeyKind.Operation || !_lost.ContainsKey((wallet, k.Id)))], cancellationToken);
}
