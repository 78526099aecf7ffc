namespace Credits.Notifications;

/// <summary>
/// Takes committed notices to whoever should hear of them. Called by the library outside every wallet's lane: however slow it is or fails,
/// no debit and no other notifier waits. Notices of one wallet come one after the other, those of several wallets at once.
/// </summary>
public interface INotifier
{
    /// <summary>
    /// Names the channel: 1 to 200 characters, the type's name by default. What was delivered is remembered by it, so keep it where the
    /// type is renamed; another name is another channel. Two notifiers of one process have two names.
    /// </summary>
    string Name => GetType().Name;

    /// <summary>Delivers one notice. It may come again, with the same <see cref="Notice.Id"/>: delivery is at least once.</summary>
    /// <param name="notice">The notice.</param>
    /// <param name="cancellationToken">The host is stopping, or <see cref="CreditsOptions.NoticeTimeout"/> is over.</param>
    /// <returns>When it is delivered. An exception means that it was not, and it comes again later.</returns>
    ValueTask NotifyAsync(Notice notice, CancellationToken cancellationToken);
}
