namespace Credits;

/// <summary>What a release gave back.</summary>
/// <param name="Returned">Credits given back.</param>
public readonly record struct ReleaseReceipt(CreditAmount Returned);
