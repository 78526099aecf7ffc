using Credits.Storage;

namespace Credits.Testing.Tests.BrokenStores;

/// <summary>Writes entry by entry without a transaction: what comes before a duplicate stays written.</summary>
internal sealed class TornCommit : StoreWrapper
{
    public override async ValueTask<CommitOutcome> CommitAsync(WalletCommit commit, CancellationToken cancellationToken)
    {
        for (int i = 0; i < commit.Entries.Count; i++)
        {
            bool isLast = i == commit.Entries.Count - 1;
            WalletCommit one = new(commit.Wallet, commit.ExpectedVersion + i, [commit.Entries[i]], commit.NextDue, isLast ? commit.Snapshot : null);
            CommitOutcome outcome = await base.CommitAsync(one, cancellationToken);
            if (outcome != CommitOutcome.Committed)
            {
                return outcome;
            }
        }

        return CommitOutcome.Committed;
    }
}
