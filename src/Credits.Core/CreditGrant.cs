using NodaTime;

namespace Credits;

/// <summary>A grant as it stands. Always: amount = remaining + reserved + consumed + expired + voided. Semantics, section 3.</summary>
public sealed record CreditGrant
{
    /// <summary>Its id, unique in the wallet.</summary>
    public required string Id { get; init; }

    /// <summary>Where its credits come from.</summary>
    public required GrantKind Kind { get; init; }

    /// <summary>Where it stands.</summary>
    public required GrantState State { get; init; }

    /// <summary>0 to 255, lower burns first.</summary>
    public required int Priority { get; init; }

    /// <summary>When it became or becomes spendable.</summary>
    public required Instant EffectiveAt { get; init; }

    /// <summary>When it expires; null for never.</summary>
    public Instant? ExpiresAt { get; init; }

    /// <summary>The note given with it.</summary>
    public string? Note { get; init; }

    /// <summary>What was granted in all.</summary>
    public required CreditAmount Amount { get; init; }

    /// <summary>What can be spent of it, or will be once it is effective.</summary>
    public required CreditAmount Remaining { get; init; }

    /// <summary>What open reservations hold of it.</summary>
    public required CreditAmount Reserved { get; init; }

    /// <summary>What was spent of it.</summary>
    public required CreditAmount Consumed { get; init; }

    /// <summary>What lapsed unused.</summary>
    public required CreditAmount Expired { get; init; }

    /// <summary>What was taken back.</summary>
    public required CreditAmount Voided { get; init; }

    /// <summary>Its place in the burn order, from 1; null where nothing of it can be spent now.</summary>
    public int? BurnPlace { get; init; }
}
