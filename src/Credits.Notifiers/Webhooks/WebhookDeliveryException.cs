using System.Net;

namespace Credits.Notifiers;

/// <summary>A webhook's target could not be reached, or did not take it.</summary>
public sealed class WebhookDeliveryException : NoticeDeliveryException
{
    /// <summary>Describes a failure.</summary>
    public WebhookDeliveryException()
        : base("A webhook was not delivered.")
    {
    }

    /// <summary>Describes a failure.</summary>
    /// <param name="message">What failed, and where.</param>
    public WebhookDeliveryException(string message)
        : base(message)
    {
    }

    /// <summary>Describes a failure.</summary>
    /// <param name="message">What failed, and where.</param>
    /// <param name="innerException">Why.</param>
    public WebhookDeliveryException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>What the target answered; null where it did not.</summary>
    public HttpStatusCode? Status { get; init; }
}
