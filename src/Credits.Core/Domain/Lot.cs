using NodaTime;

namespace Credits.Domain;

/// <summary>
/// A grant as the wallet works with it. At every moment: amount = remaining + reserved + consumed + expired + voided.
/// Semantics, section 3.
/// </summary>
internal sealed class Lot
{
    public Lot(GrantTerms terms, CreditAmount amount)
    {
        Terms = terms;
        Amount = amount;
        Remaining = amount;
        ExpiryDue = terms.ExpiresAt is { } expiresAt ? new(expiresAt, DueKind.GrantExpiry, terms.Id, this) : null;
    }

    public GrantTerms Terms { get; }

    public string Id => Terms.Id;

    public CreditAmount Amount { get; set; }

    public CreditAmount Remaining { get; set; }

    public CreditAmount Reserved { get; set; }

    public CreditAmount Consumed { get; set; }

    public CreditAmount Expired { get; set; }

    public CreditAmount Voided { get; set; }

    /// <summary>The part of <see cref="Voided"/> that an administrator took; it counts against a replacement. Semantics, section 4.</summary>
    public CreditAmount VoidedByAdministrator { get; set; }

    public LotState State { get; set; }

    /// <summary>Who made it, while it is scheduled.</summary>
    public Granter? GrantedBy { get; init; }

    /// <summary>When it became spendable.</summary>
    public Instant? IssuedAt { get; set; }

    /// <summary>The plan grant that took its place in a change of plan.</summary>
    public Lot? ReplacedBy { get; set; }

    /// <summary>Whether its nearing expiry was announced. Semantics, section 8.</summary>
    public bool ExpiringAnnounced { get; set; }

    /// <summary>Whether its nearing expiry was looked at since alerts were last set.</summary>
    public bool ExpiringChecked { get; set; }

    public DueItem? ExpiryDue { get; }

    public DueItem? EffectiveDue { get; set; }

    public DueItem? ExpiringDue { get; set; }

    public bool IsOpen => State == LotState.Open;

    public bool IsConserved => Amount == Remaining + Reserved + Consumed + Expired + Voided
        && Remaining >= CreditAmount.Zero && Reserved >= CreditAmount.Zero && Consumed >= CreditAmount.Zero
        && Expired >= CreditAmount.Zero && Voided >= CreditAmount.Zero && VoidedByAdministrator <= Voided;

    /// <summary>The last of the chain of grants that replaced this one, or itself. Semantics, section 4.</summary>
    public Lot LastReplacement
    {
        get
        {
            Lot last = this;
            while (last.ReplacedBy is { } next)
            {
                last = next;
            }

            return last;
        }
    }

    public override string ToString() => $"{Id}: {Remaining} of {Amount} {State}";
}
