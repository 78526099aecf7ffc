using Credits.Pricing;

namespace Credits.Domain;

/// <summary>A feature's quantity with its price, or why there is none.</summary>
internal readonly record struct Priced(CreditFeature? Feature, Quantity Quantity, CreditAmount Amount, Refusal? Refusal);
