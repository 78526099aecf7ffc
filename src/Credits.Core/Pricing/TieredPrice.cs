using Credits.Domain;

namespace Credits.Pricing;

/// <summary>A table: the whole quantity costs what the first line says whose <c>upTo</c> is not below it. Semantics, section 5.</summary>
public sealed record TieredPrice : Price
{
    private readonly (long? UpTo, CreditAmount Credits)[] _tiers;

    /// <summary>Sets the table.</summary>
    /// <param name="tiers">At least one line, <c>upTo</c> rising; only the last may be open.</param>
    /// <param name="roundUpTo">See <see cref="Price.RoundUpTo"/>.</param>
    public TieredPrice(IEnumerable<PriceTier> tiers, CreditAmount? roundUpTo = null)
        : base(roundUpTo)
    {
        ArgumentNullException.ThrowIfNull(tiers);
        _tiers = [.. tiers.Select(t => (UpTo(t), RequireRate(t.Credits, "tiers")))];
        if (_tiers.Length == 0)
        {
            throw new InvalidFieldException("tiers", "", "a table has at least one line");
        }

        for (int i = 1; i < _tiers.Length; i++)
        {
            if (_tiers[i - 1].UpTo is not { } before || before >= (_tiers[i].UpTo ?? long.MaxValue))
            {
                throw new InvalidFieldException("tiers", string.Join("; ", Lines()), "upTo rises from line to line, and only the last line is open");
            }
        }
    }

    /// <summary>The lines of the table.</summary>
    public IReadOnlyList<PriceTier> Tiers => [.. _tiers.Select(t => new PriceTier(t.UpTo is { } upTo ? (decimal)upTo / FixedPoint.Scale : null, t.Credits))];

    /// <inheritdoc/>
    public override string Definition => string.Join("; ", Lines()) + RoundingDefinition;

    /// <inheritdoc/>
    public override CreditAmount? Of(Quantity quantity)
    {
        if (quantity.HasDimensions)
        {
            return null;
        }

        foreach ((long? upTo, CreditAmount credits) in _tiers)
        {
            if (upTo is null || upTo >= quantity.Micro)
            {
                return RoundUp((Int128)credits.Micro * FixedPoint.Scale);
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public bool Equals(TieredPrice? other) => other is not null && RoundUpTo == other.RoundUpTo && _tiers.AsSpan().SequenceEqual(other._tiers);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(RoundUpTo, _tiers.Length);

    private static long? UpTo(PriceTier tier)
    {
        if (tier.UpTo is not { } upTo)
        {
            return null;
        }

        return upTo > 0 && FixedPoint.TryFromDecimal(upTo, out long micro)
            ? micro
            : throw new InvalidFieldException("tiers", upTo.ToString(System.Globalization.CultureInfo.InvariantCulture), "upTo is more than 0 and has at most 6 fractional digits");
    }

    private IEnumerable<string> Lines() =>
        _tiers.Select(t => t.UpTo is { } upTo ? $"up to {FixedPoint.Format(upTo)}: {t.Credits}" : $"beyond: {t.Credits}");
}
