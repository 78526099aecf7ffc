namespace Credits;

/// <summary>By what usage is summed.</summary>
public enum UsageGrouping
{
    /// <summary>By feature key.</summary>
    Feature,

    /// <summary>By the id of the user who made the debit.</summary>
    User,

    /// <summary>By local day of the debit, as <c>2026-01-31</c>.</summary>
    Day,
}
