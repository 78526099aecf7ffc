namespace Credits;

/// <summary>What a capture took.</summary>
/// <param name="Amount">Credits charged in all, overage included.</param>
/// <param name="Returned">What came back of the reserved credits.</param>
/// <param name="Shortfall">What a partial capture could not take of the extra; 0 where all was taken.</param>
public readonly record struct CaptureReceipt(CreditAmount Amount, CreditAmount Returned, CreditAmount Shortfall);
