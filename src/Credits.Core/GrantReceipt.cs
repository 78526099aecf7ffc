namespace Credits;

/// <summary>A grant that was made.</summary>
/// <param name="Grant">Its id.</param>
public readonly record struct GrantReceipt(string Grant);
