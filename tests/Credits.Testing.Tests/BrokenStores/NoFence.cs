using Credits.Storage;

namespace Credits.Testing.Tests.BrokenStores;

/// <summary>Appends wherever the wallet is, whatever version was expected.</summary>
internal sealed class NoFence : StoreWrapper
{
    public override async ValueTask<CommitOutcome> CommitAsync(WalletCommit commit, CancellationToken cancellationToken)
    {
        long version = await VersionAsync(commit.Wallet);
        return await base.CommitAsync(
            commit with { ExpectedVersion = version, Entries = [.. commit.Entries.Select((e, i) => AtVersion(e, version + i + 1))] }, cancellationToken);
    }
}
