using Credits.Storage;

namespace Credits.Cli.Stores;

/// <summary>A store in front of another, which does everything that is not said otherwise; disposes of it.</summary>
internal abstract class StoreDecorator(IStore inner) : DelegatingStore(inner), IAsyncDisposable
{
    public abstract override ValueTask<CommitOutcome> CommitAsync(WalletCommit commit, CancellationToken cancellationToken);

    public ValueTask DisposeAsync() => Inner is IAsyncDisposable disposable ? disposable.DisposeAsync() : default;
}
