namespace Credits.Notifications;

/// <summary>Takes committed notices to whoever should hear of them. Called by the library outside every wallet's lane: however slow it is or fails, no debit waits.</summary>
public interface INotifier
{
    /// <summary>Delivers one notice. It may come again, with the same <see cref="Notice.Id"/>: delivery is at least once.</summary>
    /// <param name="notice">The notice.</param>
    /// <param name="cancellationToken">The host is stopping.</param>
    /// <returns>When it is delivered. An exception means that it was not, and it comes again later.</returns>
    ValueTask NotifyAsync(Notice notice, CancellationToken cancellationToken);
}
