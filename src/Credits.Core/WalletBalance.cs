using NodaTime;

namespace Credits;

/// <summary>What a wallet holds, now or as of an instant. Semantics, sections 9 and 12.</summary>
public sealed record WalletBalance
{
    /// <summary>The instant it is of.</summary>
    public required Instant At { get; init; }

    /// <summary>Credits that can be spent.</summary>
    public required CreditAmount Available { get; init; }

    /// <summary>Credits that open reservations hold.</summary>
    public required CreditAmount Reserved { get; init; }

    /// <summary>The available credits by kind of grant; kinds with 0 are left out.</summary>
    public required IReadOnlyDictionary<GrantKind, CreditAmount> ByKind { get; init; }

    /// <summary>When the period that contains <see cref="At"/> began: the plan's, and without a plan the calendar month.</summary>
    public required Instant PeriodStart { get; init; }

    /// <summary>When that period ends.</summary>
    public required Instant PeriodEnd { get; init; }

    /// <summary>Credits of grants that are not effective yet; null as of a past instant.</summary>
    public CreditAmount? Scheduled { get; init; }

    /// <summary>The code of the plan in force; null without one and as of a past instant.</summary>
    public string? Plan { get; init; }

    /// <summary>When the plan's next period begins; null without a plan, where a cancellation waits, and as of a past instant.</summary>
    public Instant? NextReset { get; init; }

    /// <summary>When the next grant with credits remaining expires; null where none does, and as of a past instant.</summary>
    public Instant? NextExpiry { get; init; }

    /// <summary>The IANA id of the wallet's time zone, by which its days and periods begin.</summary>
    public required string Zone { get; init; }
}
