namespace Credits.Pricing;

/// <summary>So many credits a unit. Semantics, section 5.</summary>
public sealed record UnitPrice : Price
{
    /// <summary>Sets the price of one unit.</summary>
    /// <param name="perUnit">Credits a unit, 0 or more.</param>
    /// <param name="roundUpTo">See <see cref="Price.RoundUpTo"/>.</param>
    public UnitPrice(CreditAmount perUnit, CreditAmount? roundUpTo = null)
        : base(roundUpTo) => PerUnit = RequireRate(perUnit, "unitPrice");

    /// <summary>Credits a unit.</summary>
    public CreditAmount PerUnit { get; }

    /// <inheritdoc/>
    public override string Definition => $"{PerUnit} a unit{RoundingDefinition}";

    /// <inheritdoc/>
    public override CreditAmount? Of(Quantity quantity)
    {
        if (quantity.HasDimensions)
        {
            return null;
        }

        return RoundUp((Int128)PerUnit.Micro * quantity.Micro);
    }
}
