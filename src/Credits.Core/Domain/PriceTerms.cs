using Credits.Pricing;

namespace Credits.Domain;

/// <summary>A price as a wallet recorded it when it was first charged: debits refer to it by number. Semantics, section 5.</summary>
/// <param name="Number">Counts the wallet's recorded prices from 0.</param>
/// <param name="Feature">The feature's key.</param>
/// <param name="Price">The price.</param>
/// <param name="Overage">What a capture of more than was reserved does.</param>
internal sealed record PriceTerms(int Number, string Feature, Price Price, OverageMode Overage);
