namespace Credits.Notifiers;

/// <summary>What a look at a received webhook found.</summary>
public enum WebhookVerification
{
    /// <summary>It was signed with one of the secrets, lately.</summary>
    Valid,

    /// <summary>One of the three headers is missing or empty.</summary>
    HeaderMissing,

    /// <summary>The timestamp is not a whole number of seconds.</summary>
    TimestampUnreadable,

    /// <summary>It was sent too long ago: perhaps somebody sends again what he has overheard.</summary>
    TooOld,

    /// <summary>It was sent in the future: one of the clocks is wrong.</summary>
    TooNew,

    /// <summary>No signature of version <c>v1</c> was made with any of the secrets over this body.</summary>
    SignatureWrong,
}
