namespace Credits;

/// <summary>What a consume took.</summary>
/// <param name="Amount">Credits taken.</param>
/// <param name="Shortfall">What a partial debit could not take; 0 where all was taken.</param>
public sealed record Debit(CreditAmount Amount, CreditAmount Shortfall);
