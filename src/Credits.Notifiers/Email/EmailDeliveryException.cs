namespace Credits.Notifiers;

/// <summary>The mail server could not be reached, or did not take a letter.</summary>
public sealed class EmailDeliveryException : NoticeDeliveryException
{
    /// <summary>Describes a failure.</summary>
    public EmailDeliveryException()
        : base("A letter was not delivered.")
    {
    }

    /// <summary>Describes a failure.</summary>
    /// <param name="message">What failed, and where.</param>
    public EmailDeliveryException(string message)
        : base(message)
    {
    }

    /// <summary>Describes a failure.</summary>
    /// <param name="message">What failed, and where.</param>
    /// <param name="innerException">Why.</param>
    public EmailDeliveryException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>The three digits of the server's reply, such as 550; null where it did not reply.</summary>
    public int? ReplyCode { get; init; }

    /// <summary>What the server replied; null where it did not.</summary>
    public string? Reply { get; init; }
}
