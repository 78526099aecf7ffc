using Credits.Storage;

namespace Credits.Cli.Stores;

/// <summary>Writes, but nothing that needs a catalogue which was not given.</summary>
internal sealed class GuardedStore(IStore inner) : StoreDecorator(inner)
{
    public override ValueTask<CommitOutcome> CommitAsync(WalletCommit commit, CancellationToken cancellationToken)
    {
        CatalogueNeed.ThrowIfAny(commit);
        return Inner.CommitAsync(commit, cancellationToken);
    }
}
