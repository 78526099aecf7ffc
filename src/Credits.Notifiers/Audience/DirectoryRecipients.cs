using Credits.Notifications;

namespace Credits.Notifiers;

/// <summary>
/// The usual recipients: of every notice the wallet's administrators; of a limit also the user who reached it, which is the one whose
/// limit it is and the one whose debit it was. Thread-safe.
/// </summary>
/// <param name="directory">Whom the host knows.</param>
public sealed class DirectoryRecipients(INoticeDirectory directory) : INoticeRecipients
{
    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<NoticeRecipient>> FindAsync(Notice notice, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(notice);
        List<NoticeRecipient> recipients = [.. await directory.FindAdminsAsync(notice.Wallet, cancellationToken).ConfigureAwait(false)];
        if (notice is LimitReached limit)
        {
            string?[] users = [limit.User, limit.ActorId];
            foreach (string user in users.OfType<string>().Where(u => u != Actor.System.Id).Distinct(StringComparer.Ordinal))
            {
                if (await directory.FindUserAsync(notice.Wallet, user, cancellationToken).ConfigureAwait(false) is { } recipient)
                {
                    recipients.Add(recipient);
                }
            }
        }

        return recipients;
    }

    /// <inheritdoc/>
    public ValueTask<NoticeWallet> DescribeAsync(WalletId wallet, CancellationToken cancellationToken) => directory.DescribeAsync(wallet, cancellationToken);
}
