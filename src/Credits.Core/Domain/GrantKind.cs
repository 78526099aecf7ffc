namespace Credits;

/// <summary>Where a grant's credits come from. The order of the members is the rank in the burn order. Semantics, section 3.</summary>
public enum GrantKind
{
    /// <summary>Unused allowance carried over from a former period.</summary>
    Rollover,

    /// <summary>A period's allowance.</summary>
    Plan,

    /// <summary>Given for nothing, such as welcome credits; never expires unless told to.</summary>
    Complimentary,

    /// <summary>Given in a campaign.</summary>
    Promotional,

    /// <summary>A correction, also what reissued returns become.</summary>
    Adjustment,

    /// <summary>Bought; never expires unless told to, and is burnt last of its equals.</summary>
    Purchased,
}
