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
    CreditAmount Threshold);
