using Credits.Storage;

namespace Credits.Testing.Tests.BrokenStores;

/// <summary>Writes although its caller had given up before.</summary>
internal sealed class IgnoresCancellation : StoreWrapper
{
    public override ValueTask<CommitOutcome> CommitAsync(WalletCommit commit, CancellationToken cancellationToken) =>
        base.CommitAsync(commit, CancellationToken.None);
}
