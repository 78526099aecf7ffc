using NodaTime;

namespace Credits;

/// <summary>A change or cancellation of a plan.</summary>
/// <param name="Effective">When it takes effect: at once, or at the next reset.</param>
public readonly record struct PlanReceipt(Instant Effective);
