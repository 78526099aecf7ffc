using NodaTime;

namespace Credits.Notifications;

/// <summary>A notice that could not be delivered. Immutable.</summary>
/// <param name="Attempts">How often it has failed by now: 1 or more.</param>
/// <param name="ParkedAt">When it was given up, so that the notices behind it may pass; null where it is to be tried again.</param>
/// <param name="Reason">What went wrong, for people; at most <see cref="MaxReason"/> characters.</param>
public sealed record NoticeFailure(int Attempts, Instant? ParkedAt, string Reason)
{
    /// <summary>At most how many characters a reason has: 1,000.</summary>
    public const int MaxReason = 1_000;
}
