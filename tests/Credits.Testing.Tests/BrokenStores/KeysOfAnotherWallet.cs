using System.Collections.Concurrent;
using Credits.Journal;
using Credits.Storage;

namespace Credits.Testing.Tests.BrokenStores;

/// <summary>Looks keys up without their wallet.</summary>
internal sealed class KeysOfAnotherWallet : StoreWrapper
{
    private readonly ConcurrentDictionary<JournalKey, JournalEntry> _everywhere = new();

    public override async ValueTask<CommitOutcome> CommitAsync(WalletCommit commit, CancellationToken cancellationToken)
    {
        CommitOutcome outcome = await base.CommitAsync(commit, cancellationToken);
        foreach (JournalEntry entry in commit.Entries.Where(_ => outcome == CommitOutcome.Committed))
        {
            if (entry.Operation is { } operation)
            {
                _everywhere[new(JournalKeyKind.Operation, operation)] = entry;
            }
        }

        return outcome;
    }

    public override async ValueTask<WalletHistory> LoadAsync(WalletId wallet, long afterVersion, IReadOnlyList<JournalKey> keys, CancellationToken cancellationToken)
    {
        WalletHistory history = await base.LoadAsync(wallet, afterVersion, keys, cancellationToken);
        HashSet<JournalKey> own = [.. history.Found.Select(f => f.Key)];
        return history with
        {
            Found = [.. history.Found, .. keys.Where(k => !own.Contains(k) && _everywhere.ContainsKey(k)).Select(k => KeyValuePair.Create(k, _everywhere[k]))],
        };
    }
}
