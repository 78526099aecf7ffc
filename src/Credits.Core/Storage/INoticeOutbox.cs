using Credits.Notifications;
using NodaTime;

namespace Credits.Storage;

/// <summary>
/// The part of a store that hands out committed notices. Every channel, that is every notifier by its name, has a queue of its own: what
/// one does with a notice is nothing to the others. Within a channel each wallet is leased to one deliverer at a time, so that its
/// notices are delivered in order.
/// </summary>
/// <remarks>
/// A channel is known from when it is added, or from its first lease, until it is removed, whichever processes run. When any channel leases, the notices
/// committed so far that no channel has got yet go to the queues of all channels known by then; without a channel they wait for the first.
/// </remarks>
public interface INoticeOutbox
{
    /// <summary>Makes channels known, before any of them leases: so each gets what no channel has got yet.</summary>
    /// <param name="channels">The channels, 1 to 200 characters each; those that are known already stay as they are.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>When it is done.</returns>
    ValueTask AddChannelsAsync(IReadOnlyList<string> channels, CancellationToken cancellationToken);

    /// <summary>
    /// Leases wallets whose notices wait for a channel, and makes the channel known. A wallet that is leased, or whose next attempt is
    /// later than <paramref name="now"/>, is left out, with all its notices, new ones included. Those whose turn was first come first.
    /// </summary>
    /// <param name="channel">The channel: 1 to 200 characters.</param>
    /// <param name="now">The instant of the lease.</param>
    /// <param name="until">When the lease ends by itself: after <paramref name="now"/>.</param>
    /// <param name="limit">At most how many wallets; 1 or more.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>A lease for each wallet, with the first of its notices that wait and how often each has failed.</returns>
    ValueTask<IReadOnlyList<NoticeLease>> LeaseNoticesAsync(string channel, Instant now, Instant until, int limit, CancellationToken cancellationToken);

    /// <summary>
    /// Ends leases. What was delivered leaves the channel's queue for good. Where the lease still stands, a failure is written down or the
    /// failed notice parked, and what still waits can be leased from the next attempt on. Where it has ended and somebody else has leased
    /// the wallet since, that lease stays as it is, and nothing but the delivered notices changes.
    /// </summary>
    /// <param name="settlements">What became of each lease; no two of one channel and wallet.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>When it is done.</returns>
    ValueTask SettleNoticesAsync(IReadOnlyList<NoticeSettlement> settlements, CancellationToken cancellationToken);

    /// <summary>Reads parked notices, those of a wallet together, in an order that stays the same.</summary>
    /// <param name="wallet">Of which wallet; null for all.</param>
    /// <param name="after">Where to go on: the last of the page before; null for the first page. It need not be parked any more.</param>
    /// <param name="limit">At most how many; 1 or more.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The notices.</returns>
    ValueTask<IReadOnlyList<ParkedNotice>> FindParkedNoticesAsync(WalletId? wallet, ParkedNoticeKey? after, int limit, CancellationToken cancellationToken);

    /// <summary>Puts parked notices back into their channels' queues, before the later ones of their wallets and with no failed attempts.</summary>
    /// <param name="notices">Which; those that are not parked are left out.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>How many were put back.</returns>
    ValueTask<int> ResendNoticesAsync(IReadOnlyList<ParkedNoticeKey> notices, CancellationToken cancellationToken);

    /// <summary>Tells how each known channel gets on. What no channel has got yet waits for all of them.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The channels, by name in ordinal order.</returns>
    ValueTask<IReadOnlyList<NoticeChannel>> FindChannelsAsync(CancellationToken cancellationToken);

    /// <summary>Forgets a channel with all that waits for it or is parked in it. If it leases again, it is a new one.</summary>
    /// <param name="channel">The channel; one that is not known is no error.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>When it is done.</returns>
    ValueTask RemoveChannelAsync(string channel, CancellationToken cancellationToken);
}
