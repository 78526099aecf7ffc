using NodaTime;

namespace Credits.Notifications;

/// <summary>
/// What a notifier's exception can say beyond that the notice was not delivered: that it is of no use to try, or when it may be. For exceptions
/// to implement; one that does not is a failure that may be over the next time.
/// </summary>
public interface INoticeRejection
{
    /// <summary>
    /// Whether the other side refused for good, so that the same again would be refused again, and somebody has to change something. The notice is
    /// tried once more and then parked, so that later ones of its wallet go on.
    /// </summary>
    bool IsPermanent { get; }

    /// <summary>
    /// How long the other side asked to be left alone; null where it did not say. The notice does not come again sooner, but after
    /// <see cref="CreditsOptions.NoticeLongestRetryDelay"/> at the latest.
    /// </summary>
    Duration? RetryAfter { get; }
}
