namespace Credits;

/// <summary>What a void or a refund moved.</summary>
/// <param name="Amount">Credits voided or refunded.</param>
public readonly record struct AmountReceipt(CreditAmount Amount);
