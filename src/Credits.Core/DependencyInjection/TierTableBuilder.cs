using Credits.Pricing;

namespace Credits.DependencyInjection;

/// <summary>Writes a table of prices, smallest quantities first; only the last line may be open. Semantics, section 5.</summary>
public sealed class TierTableBuilder
{
    private readonly List<PriceTier> _lines = [];

    internal TierTableBuilder()
    {
    }

    internal IReadOnlyList<PriceTier> Lines => _lines;

    /// <summary>What quantities up to this one cost.</summary>
    /// <param name="quantity">The largest quantity of the line; more than 0 and more than that of the line before.</param>
    /// <param name="credits">What the whole quantity costs, 0 or more.</param>
    /// <returns>This builder.</returns>
    public TierTableBuilder UpTo(decimal quantity, CreditAmount credits)
    {
        _lines.Add(new(quantity, credits));
        return this;
    }

    /// <summary>What all larger quantities cost; without this line they are not priced.</summary>
    /// <param name="credits">What the whole quantity costs, 0 or more.</param>
    /// <returns>This builder.</returns>
    public TierTableBuilder Beyond(CreditAmount credits)
    {
        _lines.Add(new(null, credits));
        return this;
    }
}
