using NodaTime;

namespace Credits.Domain;

/// <summary>Where a limit stands for one debit.</summary>
internal sealed record LimitState(
    LimitPolicy Policy,
    UsageWindow Window,
    string? User,
    string? Feature,
    CreditAmount Usage,
    Instant? Start,
    Instant? End,
    CreditAmount Threshold);
