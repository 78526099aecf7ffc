namespace Credits.Domain;

/// <summary>What limits and balance let through of a debit.</summary>
/// <param name="Amount">What may be taken.</param>
/// <param name="Refusal">Why nothing may.</param>
/// <param name="RefusedBy">The limit that refuses.</param>
/// <param name="Asked">What was asked for.</param>
internal readonly record struct Admission(CreditAmount Amount, Refusal? Refusal, LimitState? RefusedBy, CreditAmount Asked);
