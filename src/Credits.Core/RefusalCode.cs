namespace Credits;

/// <summary>Why a command was refused. The wire name is the member's in snake case, for example <c>hard_limit_reached</c>; both are stable.</summary>
public enum RefusalCode
{
    /// <summary>The actor's role does not allow this; nothing about the wallet is revealed.</summary>
    NotAuthorized,

    /// <summary>The operation id was accepted before with other content.</summary>
    OperationReused,

    /// <summary>No wallet of this id was opened.</summary>
    WalletNotFound,

    /// <summary>The wallet is open already.</summary>
    WalletExists,

    /// <summary>The catalogue has no plan of this code.</summary>
    PlanNotFound,

    /// <summary>The wallet has no plan.</summary>
    NoPlan,

    /// <summary>The catalogue has no feature of this key.</summary>
    FeatureUnknown,

    /// <summary>The feature's price does not cover this quantity.</summary>
    QuantityNotPriced,

    /// <summary>The wallet has no grant of this id.</summary>
    GrantNotFound,

    /// <summary>The wallet has a grant of this id already.</summary>
    GrantExists,

    /// <summary>More than the grant has remaining.</summary>
    ExceedsGrant,

    /// <summary>The wallet has no reservation of this id.</summary>
    ReservationNotFound,

    /// <summary>The wallet has a reservation of this id already.</summary>
    ReservationExists,

    /// <summary>The reservation was captured before.</summary>
    ReservationCaptured,

    /// <summary>The reservation was released before.</summary>
    ReservationReleased,

    /// <summary>The reservation had expired.</summary>
    ReservationExpired,

    /// <summary>The captured amount is more than was reserved, and the feature charges no overage.</summary>
    ExceedsReservation,

    /// <summary>There is no consume of this operation id and no captured reservation of this id; or there was no such top-up attempt.</summary>
    TargetNotFound,

    /// <summary>More than is left of the charge.</summary>
    ExceedsCharge,

    /// <summary>A hard limit has no room for the debit.</summary>
    HardLimitReached,

    /// <summary>Too little is available.</summary>
    InsufficientCredits,

    /// <summary>The top-up attempt that is said to have failed was paid before.</summary>
    TopUpCompleted,
}
