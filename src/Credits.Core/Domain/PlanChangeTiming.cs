namespace Credits;

/// <summary>When a change of plan takes effect. Semantics, section 4.</summary>
public enum PlanChangeTiming
{
    /// <summary>At once where the new allowance is larger, or the wallet has no plan or one without allowance; otherwise at the next reset. The default.</summary>
    Auto,

    /// <summary>At once.</summary>
    Now,

    /// <summary>At the next reset.</summary>
    NextReset,
}
