namespace Credits;

/// <summary>What a consume took.</summary>
/// <param name="Amount">Credits taken.</param>
/// <param name="Shortfall">What a partial debit could not take; 0 where all was taken.</param>
public readonly record struct Debit(CreditAmount Amount, CreditAmount Shortfall);
