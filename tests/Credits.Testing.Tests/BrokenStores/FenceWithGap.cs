using Credits.Storage;

namespace Credits.Testing.Tests.BrokenStores;

/// <summary>Looks at the version, and then appends: what others commit in between goes unnoticed.</summary>
internal sealed class FenceWithGap : StoreWrapper
{
    private readonly SemaphoreSlim _oneAtATime = new(1);

    public override async ValueTask<CommitOutcome> CommitAsync(WalletCommit commit, CancellationToken cancellationToken)
    {
        if (await VersionAsync(commit.Wallet) != commit.ExpectedVersion)
        {
            return CommitOutcome.VersionConflict;
        }

        // What is queued already goes first, so that every rival has looked before the first one writes.
        await Task.Yield();
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            long version = await VersionAsync(commit.Wallet);
            return await base.CommitAsync(
                commit with { ExpectedVersion = version, Entries = [.. commit.Entries.Select((e, i) => AtVersion(e, version + i + 1))] }, cancellationToken);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }
}
