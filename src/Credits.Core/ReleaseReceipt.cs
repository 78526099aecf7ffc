namespace Credits;

/// <summary>What a release gave back.</summary>
/// <param name="Returned">Credits given back.</param>
public sealed record ReleaseReceipt(CreditAmount Returned);
