namespace Credits;

/// <summary>What a notice tells. Semantics, section 8.</summary>
public enum NoticeKind
{
    /// <summary>Usage reached a soft threshold; usage goes on.</summary>
    SoftLimitReached,

    /// <summary>Usage reached the hard threshold, or a debit was refused by it.</summary>
    HardLimitReached,

    /// <summary>A debit left nothing available.</summary>
    CreditsExhausted,

    /// <summary>A debit was refused because too little was available.</summary>
    CreditsInsufficient,

    /// <summary>A debit took the available credits below a threshold.</summary>
    LowBalance,

    /// <summary>A grant with credits remaining is about to expire.</summary>
    CreditsExpiring,

    /// <summary>A reservation ran out and its credits came back.</summary>
    ReservationExpired,

    /// <summary>A new period of the plan began.</summary>
    PlanReset,

    /// <summary>An automatic purchase was started, or its provider is to be asked again.</summary>
    TopUpRequested,

    /// <summary>Automatic purchases failed too often in a row, and wait to be resumed.</summary>
    TopUpSuspended,
}
