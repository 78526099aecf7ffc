using Credits.Storage;

namespace Credits.Testing.Tests.BrokenStores;

/// <summary>Writes only part of the entries of a commit, and calls it committed.</summary>
internal sealed class HalfCommit : StoreWrapper
{
    public override ValueTask<CommitOutcome> CommitAsync(WalletCommit commit, CancellationToken cancellationToken) =>
        base.CommitAsync(commit with { Entries = [.. commit.Entries.Take(1 + (commit.Entries.Count / 2))] }, cancellationToken);
}
