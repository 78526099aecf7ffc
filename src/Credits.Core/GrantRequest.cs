using NodaTime;

namespace Credits;

/// <summary>Credits that an administrator grants. Semantics, section 3.</summary>
/// <param name="Amount">Credits, more than 0.</param>
/// <param name="Kind">Complimentary, promotional or adjustment.</param>
public sealed record GrantRequest(CreditAmount Amount, GrantKind Kind)
{
    /// <summary>The grant's id, unique in the wallet; the operation's id by default. The form <c>plan-0000000001</c> is the library's own.</summary>
    public string? Grant { get; init; }

    /// <summary>0 to 255, lower burns first; 100 by default.</summary>
    public int Priority { get; init; } = 100;

    /// <summary>When it becomes spendable; now by default. In the past it orders the burning only.</summary>
    public Instant? EffectiveAt { get; init; }

    /// <summary>When what is unused expires; never by default.</summary>
    public Instant? ExpiresAt { get; init; }

    /// <summary>A note for the transactions.</summary>
    public string? Note { get; init; }
}
