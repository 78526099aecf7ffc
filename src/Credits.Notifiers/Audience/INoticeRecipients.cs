using Credits.Notifications;

namespace Credits.Notifiers;

/// <summary>
/// Says who gets a notice by e-mail. <see cref="DirectoryRecipients"/> is the usual answer; a host with rules of its own writes another.
/// Called by several wallets' deliveries at once, and again when a notice comes again.
/// </summary>
public interface INoticeRecipients
{
    /// <summary>Finds who gets a notice.</summary>
    /// <param name="notice">The notice.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The recipients; an address named twice gets one letter. None: the notice is done with.</returns>
    ValueTask<IReadOnlyList<NoticeRecipient>> FindAsync(Notice notice, CancellationToken cancellationToken);

    /// <summary>Finds what letters say of a wallet.</summary>
    /// <param name="wallet">The wallet.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Name, time zone and link; by default the wallet's id, UTC and no link.</returns>
    ValueTask<NoticeWallet> DescribeAsync(WalletId wallet, CancellationToken cancellationToken) => new(new NoticeWallet());
}
