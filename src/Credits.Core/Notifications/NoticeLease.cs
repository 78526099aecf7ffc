using NodaTime;

namespace Credits.Notifications;

/// <summary>
/// A wallet's notices on their way to one channel, kept from other deliverers until the lease ends or is settled. Immutable.
/// </summary>
/// <param name="Channel">The channel: the name of a notifier.</param>
/// <param name="Wallet">The wallet.</param>
/// <param name="Until">When the lease ends by itself. No later lease of this wallet and channel has the same, so that it tells them apart.</param>
/// <param name="Attempts">How often delivery of each notice has failed so far, in the order of the notices: 0 or more, one for each. A resent notice may stand in front of one that has failed.</param>
/// <param name="Notices">The first notices that wait, in the order of their numbers: at least one, at most <see cref="MaxNotices"/>.</param>
public sealed record NoticeLease(string Channel, WalletId Wallet, Instant Until, IReadOnlyList<int> Attempts, IReadOnlyList<Notice> Notices)
{
    /// <summary>At most how many notices a lease has: 100.</summary>
    public const int MaxNotices = 100;
}
