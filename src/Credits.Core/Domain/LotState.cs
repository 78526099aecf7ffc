namespace Credits.Domain;

/// <summary>Where a lot stands in its life.</summary>
internal enum LotState
{
    /// <summary>Not spendable yet.</summary>
    Scheduled,

    /// <summary>Spendable while anything remains.</summary>
    Open,

    /// <summary>Expired, cancelled or replaced: what was reserved from it is still there, what comes back is not spendable.</summary>
    Ended,
}
