using Credits.Notifications;
using NodaTime;

namespace Credits.Notifiers;

/// <summary>A notice did not reach somebody it was meant for. It comes again, as every notice does that a notifier fails on.</summary>
public class NoticeDeliveryException : Exception, INoticeRejection
{
    /// <summary>Describes a failure.</summary>
    public NoticeDeliveryException()
        : this("A notice was not delivered.")
    {
    }

    /// <summary>Describes a failure.</summary>
    /// <param name="message">What failed, and where.</param>
    public NoticeDeliveryException(string message)
        : base(message)
    {
    }

    /// <summary>Describes a failure.</summary>
    /// <param name="message">What failed, and where.</param>
    /// <param name="innerException">Why.</param>
    public NoticeDeliveryException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>
    /// Whether the other side refused for good, so that the same again would be refused again: an address that does not exist, a webhook that is
    /// gone. Somebody has to change something. The notice is tried once more and then parked.
    /// </summary>
    public bool IsPermanent { get; init; }

    /// <summary>How long the other side asked to wait; null where it did not say. The notice does not come again sooner.</summary>
    public Duration? RetryAfter { get; init; }
}
