namespace Credits;

/// <summary>Where a grant stands in its life.</summary>
public enum GrantState
{
    /// <summary>Not effective yet.</summary>
    Scheduled,

    /// <summary>Spendable while anything remains.</summary>
    Open,

    /// <summary>Expired, or ended by a change or cancellation of the plan.</summary>
    Ended,
}
