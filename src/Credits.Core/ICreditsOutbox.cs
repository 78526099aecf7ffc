using Credits.Notifications;

namespace Credits;

/// <summary>
/// What operators hold to see how notices get on, over all wallets. It asks for no actor: who is given it sees and resends everything, so
/// keep it from feature code. Safe for concurrent use; where the store fails, so do these.
/// </summary>
public interface ICreditsOutbox
{
    /// <summary>Tells how each channel gets on, whichever process delivers for it.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The channels, by name.</returns>
    ValueTask<IReadOnlyList<NoticeChannel>> GetChannelsAsync(CancellationToken cancellationToken = default);

    /// <summary>Reads a page of the parked notices of all wallets, those of a wallet together.</summary>
    /// <param name="pageSize">At most how many: 1 to 1,000.</param>
    /// <param name="after">Where to go on: <see cref="ParkedNotice.Key"/> of the last of the page before; from the beginning where left out.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The notices.</returns>
    ValueTask<IReadOnlyList<ParkedNotice>> GetParkedAsync(int pageSize = 50, ParkedNoticeKey? after = null, CancellationToken cancellationToken = default);

    /// <summary>Has parked notices delivered again, as if they had never been tried.</summary>
    /// <param name="notices">Which; those that are not parked are left out.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>How many are tried again.</returns>
    ValueTask<int> ResendAsync(IEnumerable<ParkedNoticeKey> notices, CancellationToken cancellationToken = default);

    /// <summary>Has every parked notice of a channel, or of all, delivered again: after a mail server was down for a day.</summary>
    /// <param name="channel">The channel; all where left out.</param>
    /// <param name="cancellationToken">Stops between pages.</param>
    /// <returns>How many are tried again.</returns>
    ValueTask<int> ResendAllAsync(string? channel = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Forgets a channel with all that waits for it or is parked in it: for notifiers that are gone for good, for which notices would be
    /// kept for ever. One that is still running somewhere becomes known again, as a new one.
    /// </summary>
    /// <param name="channel">The channel.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>When it is done.</returns>
    ValueTask RemoveChannelAsync(string channel, CancellationToken cancellationToken = default);
}
