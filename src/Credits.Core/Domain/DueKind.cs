namespace Credits.Domain;

/// <summary>What falls due, in the order in which things of the same instant happen. Semantics, sections 2 and 8.</summary>
internal enum DueKind
{
    ReservationExpiry,
    GrantExpiry,
    PlanBoundary,
    GrantEffective,
    ExpiringNotice,
    TopUp,
}
