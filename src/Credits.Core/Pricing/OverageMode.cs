namespace Credits.Pricing;

/// <summary>What a capture of more than was reserved does. Semantics, section 6.</summary>
public enum OverageMode
{
    /// <summary>It is refused; the reservation stays open. The default.</summary>
    Refuse,

    /// <summary>The extra is charged, decided like a consume.</summary>
    Charge,
}
