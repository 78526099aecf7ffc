using Credits.Pricing;
using NodaTime;

namespace Credits.Domain;

/// <summary>The plan a wallet is on, with the terms of its current period. Semantics, section 4.</summary>
/// <param name="Plan">The plan as the catalogue had it when the period's allowance was granted.</param>
/// <param name="Anchor">The local date on which the wallet went from no plan to a plan.</param>
/// <param name="PeriodStart">When the period began.</param>
/// <param name="PeriodEnd">When the next one begins.</param>
/// <param name="Grant">The id of the period's plan grant; null where the allowance gave none.</param>
internal sealed record Subscription(CreditPlan Plan, LocalDate Anchor, Instant PeriodStart, Instant PeriodEnd, string? Grant);
