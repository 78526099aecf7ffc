namespace Credits;

/// <summary>What a debit would cost and get now; nothing is written. Semantics, section 5.</summary>
/// <param name="Amount">The price.</param>
/// <param name="Allocations">What it would take from each grant, in burn order; empty where it would be refused.</param>
/// <param name="Refusal">Why it would be refused; null where it would be accepted.</param>
public sealed record Quote(CreditAmount Amount, IReadOnlyList<Allocation> Allocations, Refusal? Refusal);
