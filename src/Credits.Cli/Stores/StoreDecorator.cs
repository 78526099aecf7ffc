using Credits.Journal;
using Credits.Notifications;
using Credits.Storage;
using NodaTime;

namespace Credits.Cli.Stores;

/// <summary>A store in front of another, which does everything that is not said otherwise; disposes of it.</summary>
internal abstract class StoreDecorator(IStore inner) : IStore, IAsyncDisposable
{
    protected IStore Inner => inner;

    public virtual ValueTask<WalletHistory> LoadAsync(WalletId wallet, long afterVersion, IReadOnlyList<JournalKey> keys, CancellationToken cancellationToken) =>
        inner.LoadAsync(wallet, afterVersion, keys, cancellationToken);

    public abstract ValueTask<CommitOutcome> CommitAsync(WalletCommit commit, CancellationToken cancellationToken);

    public virtual IAsyncEnumerable<JournalEntry> ReadAsync(WalletId wallet, JournalRange range, CancellationToken cancellationToken) =>
        inner.ReadAsync(wallet, range, cancellationToken);

    public ValueTask<IReadOnlyList<WalletId>> FindDueAsync(Instant until, int limit, CancellationToken cancellationToken) =>
        inner.FindDueAsync(until, limit, cancellationToken);

    public IAsyncEnumerable<WalletId> ListWalletsAsync(CancellationToken cancellationToken) => inner.ListWalletsAsync(cancellationToken);

    public ValueTask<IReadOnlyList<Notice>> LeaseNoticesAsync(Instant now, Instant until, int limit, CancellationToken cancellationToken) =>
        inner.LeaseNoticesAsync(now, until, limit, cancellationToken);

    public ValueTask AcknowledgeNoticesAsync(IReadOnlyList<Notice> notices, CancellationToken cancellationToken) =>
        inner.AcknowledgeNoticesAsync(notices, cancellationToken);

    public ValueTask ReturnNoticesAsync(IReadOnlyList<Notice> notices, CancellationToken cancellationToken) =>
        inner.ReturnNoticesAsync(notices, cancellationToken);

    public ValueTask DisposeAsync() => inner is IAsyncDisposable disposable ? disposable.DisposeAsync() : default;
}
