using NodaTime;

namespace Credits;

/// <summary>How a wallet's automatic top-up gets on. Immutable. See docs/top-up.md.</summary>
public sealed record TopUpStatus
{
    /// <summary>The settings; null where it is off.</summary>
    public TopUpSettings? Settings { get; init; }

    /// <summary>The purchase under way; null where there is none. There is never more than one.</summary>
    public TopUpInFlight? InFlight { get; init; }

    /// <summary>How many attempts were started on the present day of the wallet's zone, failed ones included.</summary>
    public int AttemptsToday { get; init; }

    /// <summary>How many credits were bought in the present month of the wallet's zone, those in flight included, failed ones not.</summary>
    public CreditAmount CreditsThisMonth { get; init; }

    /// <summary>How many attempts have failed in a row.</summary>
    public int Failures { get; init; }

    /// <summary>Whether no attempt is started until somebody resumes.</summary>
    public bool IsSuspended { get; init; }

    /// <summary>When the next attempt starts, if nothing is added or set before: a cool-down, a day or a month ends then. Null where none waits for that.</summary>
    public Instant? NextAttemptAt { get; init; }
}
