namespace Credits.Notifiers;

/// <summary>Whom the host knows: the look-ups behind <see cref="DirectoryRecipients"/>. A singleton, called concurrently.</summary>
public interface INoticeDirectory
{
    /// <summary>Finds who administers a wallet.</summary>
    /// <param name="wallet">The wallet.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The administrators; none where there are none.</returns>
    ValueTask<IReadOnlyList<NoticeRecipient>> FindAdminsAsync(WalletId wallet, CancellationToken cancellationToken);

    /// <summary>Finds a user by the id that the host gives as <see cref="Actor.Id"/>.</summary>
    /// <param name="wallet">The wallet.</param>
    /// <param name="user">The id.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The user; null where he is not known any more or wants no mail.</returns>
    ValueTask<NoticeRecipient?> FindUserAsync(WalletId wallet, string user, CancellationToken cancellationToken);

    /// <summary>Finds what letters say of a wallet.</summary>
    /// <param name="wallet">The wallet.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Name, time zone and link; by default the wallet's id, UTC and no link.</returns>
    ValueTask<NoticeWallet> DescribeAsync(WalletId wallet, CancellationToken cancellationToken) => new(new NoticeWallet());
}
