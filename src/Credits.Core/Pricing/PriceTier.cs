namespace Credits.Pricing;

/// <summary>One line of a table of prices.</summary>
/// <param name="UpTo">The largest quantity of this line; null for the open last line.</param>
/// <param name="Credits">What the whole quantity costs, 0 or more.</param>
public readonly record struct PriceTier(decimal? UpTo, CreditAmount Credits);
