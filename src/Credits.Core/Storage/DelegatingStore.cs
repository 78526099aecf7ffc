using Credits.Journal;
using Credits.Notifications;
using NodaTime;

namespace Credits.Storage;

/// <summary>Hands every call on to another store: for stores that change, count or hold one kind of call. As safe for concurrent use as what is made of it.</summary>
/// <param name="inner">The store below; it stays its maker's to dispose of.</param>
public abstract class DelegatingStore(IStore inner) : IStore
{
    /// <summary>The store below.</summary>
    protected IStore Inner => inner;

    /// <inheritdoc/>
    public virtual ValueTask<WalletHistory> LoadAsync(WalletId wallet, long afterVersion, IReadOnlyList<JournalKey> keys, CancellationToken cancellationToken) =>
        inner.LoadAsync(wallet, afterVersion, keys, cancellationToken);

    /// <inheritdoc/>
    public virtual ValueTask<CommitOutcome> CommitAsync(WalletCommit commit, CancellationToken cancellationToken) => inner.CommitAsync(commit, cancellationToken);

    /// <inheritdoc/>
    public virtual IAsyncEnumerable<JournalEntry> ReadAsync(WalletId wallet, JournalRange range, CancellationToken cancellationToken) =>
        inner.ReadAsync(wallet, range, cancellationToken);

    /// <inheritdoc/>
    public virtual ValueTask<IReadOnlyList<DueWallet>> FindDueAsync(Instant until, int limit, CancellationToken cancellationToken) =>
        inner.FindDueAsync(until, limit, cancellationToken);

    /// <inheritdoc/>
    public virtual ValueTask<IReadOnlyList<WalletId>> LeaseDueAsync(Instant now, Instant until, int limit, CancellationToken cancellationToken) =>
        inner.LeaseDueAsync(now, until, limit, cancellationToken);

    /// <inheritdoc/>
    public virtual IAsyncEnumerable<WalletId> ListWalletsAsync(CancellationToken cancellationToken) => inner.ListWalletsAsync(cancellationToken);

    /// <inheritdoc/>
    public virtual ValueTask AddChannelsAsync(IReadOnlyList<string> channels, CancellationToken cancellationToken) =>
        inner.AddChannelsAsync(channels, cancellationToken);

    /// <inheritdoc/>
    public virtual ValueTask<IReadOnlyList<NoticeLease>> LeaseNoticesAsync(
        string channel, Instant now, Instant until, int limit, CancellationToken cancellationToken) =>
        inner.LeaseNoticesAsync(channel, now, until, limit, cancellationToken);

    /// <inheritdoc/>
    public virtual ValueTask SettleNoticesAsync(IReadOnlyList<NoticeSettlement> settlements, CancellationToken cancellationToken) =>
        inner.SettleNoticesAsync(settlements, cancellationToken);

    /// <inheritdoc/>
    public virtual ValueTask<IReadOnlyList<ParkedNotice>> FindParkedNoticesAsync(
        WalletId? wallet, ParkedNoticeKey? after, int limit, CancellationToken cancellationToken) =>
        inner.FindParkedNoticesAsync(wallet, after, limit, cancellationToken);

    /// <inheritdoc/>
    public virtual ValueTask<int> ResendNoticesAsync(IReadOnlyList<ParkedNoticeKey> notices, CancellationToken cancellationToken) =>
        inner.ResendNoticesAsync(notices, cancellationToken);

    /// <inheritdoc/>
    public virtual ValueTask<IReadOnlyList<NoticeChannel>> FindChannelsAsync(CancellationToken cancellationToken) => inner.FindChannelsAsync(cancellationToken);

    /// <inheritdoc/>
    public virtual ValueTask RemoveChannelAsync(string channel, CancellationToken cancellationToken) => inner.RemoveChannelAsync(channel, cancellationToken);
}
