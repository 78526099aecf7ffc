namespace Credits;

/// <summary>What a transaction row records. Semantics, section 9.</summary>
public enum TransactionKind
{
    /// <summary>Credit: a grant became spendable.</summary>
    GrantIssued,

    /// <summary>Debit: a feature took credits.</summary>
    Consumed,

    /// <summary>Debit: a feature took the most it may need, for a while.</summary>
    Reserved,

    /// <summary>Debit: a capture took more than was reserved.</summary>
    Overage,

    /// <summary>Credit: what a capture did not need, or a release gave back.</summary>
    Returned,

    /// <summary>Credit: a reservation ran out and gave everything back.</summary>
    ReservationExpired,

    /// <summary>Credit: an administrator gave back what a debit took.</summary>
    Refunded,

    /// <summary>Debit: a grant ended with credits unused.</summary>
    GrantExpired,

    /// <summary>Debit: credits of a grant were taken back.</summary>
    GrantVoided,
}
