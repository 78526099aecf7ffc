using Credits.Journal;
using Credits.Notifications;
using Credits.Storage;
using NodaTime;

namespace Credits.Testing.Tests.BrokenStores;

/// <summary>A sound store, for others to break in one way each.</summary>
internal abstract class StoreWrapper : IStore
{
    protected InMemoryStore Inner { get; } = new();

    public virtual ValueTask<WalletHistory> LoadAsync(WalletId wallet, long afterVersion, IReadOnlyList<JournalKey> keys, CancellationToken cancellationToken) =>
        Inner.LoadAsync(wallet, afterVersion, keys, cancellationToken);

    public virtual ValueTask<CommitOutcome> CommitAsync(WalletCommit commit, CancellationToken cancellationToken) => Inner.CommitAsync(commit, cancellationToken);

    public virtual IAsyncEnumerable<JournalEntry> ReadAsync(WalletId wallet, JournalRange range, CancellationToken cancellationToken) =>
        Inner.ReadAsync(wallet, range, cancellationToken);

    public virtual ValueTask<IReadOnlyList<WalletId>> FindDueAsync(Instant until, int limit, CancellationToken cancellationToken) =>
        Inner.FindDueAsync(until, limit, cancellationToken);

    public virtual IAsyncEnumerable<WalletId> ListWalletsAsync(CancellationToken cancellationToken) => Inner.ListWalletsAsync(cancellationToken);

    public virtual ValueTask<IReadOnlyList<Notice>> LeaseNoticesAsync(Instant now, Instant until, int limit, CancellationToken cancellationToken) =>
        Inner.LeaseNoticesAsync(now, until, limit, cancellationToken);

    public virtual ValueTask AcknowledgeNoticesAsync(IReadOnlyList<Notice> notices, CancellationToken cancellationToken) =>
        Inner.AcknowledgeNoticesAsync(notices, cancellationToken);

    public virtual ValueTask ReturnNoticesAsync(IReadOnlyList<Notice> notices, CancellationToken cancellationToken) =>
        Inner.ReturnNoticesAsync(notices, cancellationToken);

    /// <summary>The version of a wallet, as the store below knows it.</summary>
    protected async ValueTask<long> VersionAsync(WalletId wallet)
    {
        await foreach (JournalEntry newest in Inner.ReadAsync(wallet, new() { NewestFirst = true }, CancellationToken.None))
        {
            return newest.Version;
        }

        return 0;
    }

    /// <summary>The entry at another version.</summary>
    protected static JournalEntry AtVersion(JournalEntry entry, long version) => JournalCodec.Read(version, JournalCodec.Encode(entry));
}
