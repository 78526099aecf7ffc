using Credits.Domain;

namespace Credits.Pricing;

/// <summary>A rate for each of several dimensions, such as input and output tokens; the sum is rounded once. Semantics, section 5.</summary>
public sealed record RatesPrice : Price
{
    private readonly SortedDictionary<string, CreditAmount> _rates = new(StringComparer.Ordinal);

    /// <summary>Sets the rate of each dimension.</summary>
    /// <param name="rates">Credits a unit of each dimension, 0 or more; at least one.</param>
    /// <param name="roundUpTo">See <see cref="Price.RoundUpTo"/>.</param>
    public RatesPrice(IEnumerable<KeyValuePair<string, CreditAmount>> rates, CreditAmount? roundUpTo = null)
        : base(roundUpTo)
    {
        ArgumentNullException.ThrowIfNull(rates);
        foreach ((string dimension, CreditAmount rate) in rates)
        {
            if (!_rates.TryAdd(Identifier.Require(dimension, "rates"), RequireRate(rate, "rates")))
            {
                throw new InvalidFieldException("rates", dimension, "each dimension has one rate");
            }
        }

        if (_rates.Count == 0)
        {
            throw new InvalidFieldException("rates", "", "at least one dimension has a rate");
        }
    }

    /// <summary>Credits a unit of each dimension.</summary>
    public IReadOnlyDictionary<string, CreditAmount> Rates => _rates;

    /// <inheritdoc/>
    public override string Definition => string.Join(" + ", _rates.Select(r => $"{r.Value} × {r.Key}")) + RoundingDefinition;

    /// <inheritdoc/>
    public override CreditAmount? Of(Quantity quantity)
    {
        if (!quantity.HasDimensions)
        {
            return null;
        }

        Int128 sum = 0;
        foreach ((string dimension, long amount) in quantity.DimensionsInMicro)
        {
            if (!_rates.TryGetValue(dimension, out CreditAmount rate))
            {
                return null;
            }

            Int128 part = (Int128)rate.Micro * amount;
            if (sum > Int128.MaxValue - part)
            {
                return null;
            }

            sum += part;
        }

        return RoundUp(sum);
    }

    /// <inheritdoc/>
    public bool Equals(RatesPrice? other) => other is not null && RoundUpTo == other.RoundUpTo && _rates.SequenceEqual(other._rates);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(RoundUpTo, _rates.Count);
}
