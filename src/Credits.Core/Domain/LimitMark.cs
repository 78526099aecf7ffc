using NodaTime;

namespace Credits.Domain;

/// <summary>Tells one notice of a limit from every other: each is given once. Semantics, sections 7 and 12.</summary>
internal readonly record struct LimitMark(
    string Policy,
    string? User,
    string? Feature,
    bool IsHard,
    LimitWindow Window,
    Instant WindowStart,
    CreditAmount Threshold)
{
    /// <summary>The mark of a notice about a user and a feature; a notice names them only where its policy takes each separately.</summary>
    public static LimitMark Of(LimitPolicy policy, string? user, string? feature, bool isHard, Instant? windowStart, CreditAmount threshold) =>
        new(policy.Id, user ?? policy.User, feature ?? policy.Feature, isHard, policy.Window, windowStart ?? Instant.MinValue, threshold);
}
