namespace Credits;

/// <summary>When a cancellation takes effect. Semantics, section 4.</summary>
public enum PlanCancelTiming
{
    /// <summary>When the period ends. The default.</summary>
    PeriodEnd,

    /// <summary>At once; the rest of the period's plan grant is voided.</summary>
    Now,
}
