using System.Collections.Concurrent;
using Credits.Journal;
using Credits.Storage;

namespace Credits.Testing.Tests.BrokenStores;

/// <summary>Compares ids as a database's default collation does: without case and trailing spaces.</summary>
internal sealed class CollatedKeys : StoreWrapper
{
    private readonly ConcurrentDictionary<(WalletId Wallet, string Operation), bool> _known = new();

    public override async ValueTask<CommitOutcome> CommitAsync(WalletCommit commit, CancellationToken cancellationToken)
    {
        string[] operations = [.. commit.Entries.Where(e => e.Operation is not null).Select(e => e.Operation!.TrimEnd().ToUpperInvariant())];
        if (operations.Any(o => _known.ContainsKey((commit.Wallet, o))))
        {
            return CommitOutcome.DuplicateKey;
        }

        CommitOutcome outcome = await base.CommitAsync(commit, cancellationToken);
        foreach (string operation in operations.Where(_ => outcome == CommitOutcome.Committed))
        {
            _known.TryAdd((commit.Wallet, operation), true);
        }

        return outcome;
    }
}
