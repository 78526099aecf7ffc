using Credits.Journal;
using Credits.Notifications;
using Credits.Storage;
using NodaTime;

namespace Credits.Tests.Storage;

/// <summary>A store in front of another, for tests to change a call or two of it.</summary>
internal abstract class PassThroughStore(IStore inner) : IStore
{
    protected IStore Inner => inner;

    public virtual ValueTask<WalletHistory> LoadAsync(WalletId wallet, long afterVersion, IReadOnlyList<JournalKey> keys, CancellationToken cancellationToken) =>
        inner.LoadAsync(wallet, afterVersion, keys, cancellationToken);

    public virtual ValueTask<CommitOutcome> CommitAsync(WalletCommit commit, CancellationToken cancellationToken) => inner.CommitAsync(commit, cancellationToken);

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

    /// <summary>All entries of a wallet.</summary>
    protected async Task<List<JournalEntry>> AllAsync(WalletId wallet, CancellationToken cancellationToken)
    {
        List<JournalEntry> entries = [];
        await foreach (JournalEntry entry in inner.ReadAsync(wallet, JournalRange.All, cancellationToken))
        {
            entries.Add(entry);
        }

        return entries;
    }
}
