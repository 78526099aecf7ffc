using Credits.Pricing;

namespace Credits.Domain;

/// <summary>What waits for the next reset.</summary>
/// <param name="Plan">The plan to change to; null to end the subscription.</param>
internal sealed record PendingChange(CreditPlan? Plan);
