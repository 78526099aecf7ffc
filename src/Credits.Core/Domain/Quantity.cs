using System.Diagnostics.CodeAnalysis;
using Credits.Domain;

namespace Credits;

/// <summary>
/// How much of a feature is used: a number, or a number for each of several dimensions such as <c>inputTokens</c>.
/// Numbers have at most six fractional digits. Immutable; safe to share between threads. Semantics, section 12.
/// </summary>
public readonly struct Quantity : IEquatable<Quantity>
{
    private readonly long _micro;
    private readonly KeyValuePair<string, long>[]? _dimensions;

    private Quantity(long micro, KeyValuePair<string, long>[]? dimensions)
    {
        _micro = micro;
        _dimensions = dimensions;
    }

    /// <summary>Whether this is a number for each dimension rather than one number.</summary>
    public bool HasDimensions => _dimensions is not null;

    /// <summary>Whether every number in it is 0. A captured quantity of 0 is a release.</summary>
    public bool IsZero => _dimensions is null ? _micro == 0 : Array.TrueForAll(_dimensions, d => d.Value == 0);

    /// <summary>The number.</summary>
    /// <exception cref="InvalidOperationException">The quantity has dimensions.</exception>
    public decimal Value => _dimensions is null
        ? (decimal)_micro / FixedPoint.Scale
        : throw new InvalidOperationException("This quantity has dimensions; read them with the indexer or Dimensions.");

    /// <summary>The dimensions by name, ordinally sorted; empty for a plain number.</summary>
    public IReadOnlyList<KeyValuePair<string, decimal>> Dimensions =>
        _dimensions is null ? [] : Array.ConvertAll(_dimensions, d => KeyValuePair.Create(d.Key, (decimal)d.Value / FixedPoint.Scale));

    internal long Micro => _micro;

    internal ReadOnlySpan<KeyValuePair<string, long>> DimensionsInMicro => _dimensions;

    /// <summary>The number of one dimension, 0 where it was not given.</summary>
    /// <param name="dimension">The dimension's name.</param>
    public decimal this[string dimension]
    {
        get
        {
            foreach (KeyValuePair<string, long> entry in _dimensions ?? [])
            {
                if (string.Equals(entry.Key, dimension, StringComparison.Ordinal))
                {
                    return (decimal)entry.Value / FixedPoint.Scale;
                }
            }

            return 0;
        }
    }

    /// <summary>A plain number.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator Quantity(int value) => new(value * FixedPoint.Scale, null);

    /// <summary>A plain number.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator Quantity(long value) => new(checked(value * FixedPoint.Scale), null);

    /// <summary>A plain number; see <see cref="FromDecimal"/>.</summary>
    /// <param name="value">The number, with at most six fractional digits.</param>
    public static implicit operator Quantity(decimal value) => FromDecimal(value);

    /// <summary>Whether two quantities are the same by value.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(Quantity left, Quantity right) => left.Equals(right);

    /// <summary>Whether two quantities differ.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator !=(Quantity left, Quantity right) => !left.Equals(right);

    /// <summary>A plain number.</summary>
    /// <param name="value">The number, with at most six fractional digits.</param>
    /// <returns>The quantity.</returns>
    /// <exception cref="ArgumentException">More than six fractional digits, or out of range; <c>ParamName</c> is <c>quantity</c>.</exception>
    public static Quantity FromDecimal(decimal value) =>
        FixedPoint.TryFromDecimal(value, out long micro)
            ? new(micro, null)
            : throw new InvalidFieldException("quantity", value.ToString(System.Globalization.CultureInfo.InvariantCulture), "a quantity has at most 6 fractional digits and lies within ±9,223,372,036,854.775807");

    /// <summary>A number for each dimension.</summary>
    /// <param name="dimensions">Names and numbers; each name once.</param>
    /// <returns>The quantity.</returns>
    /// <exception cref="ArgumentException">A name that is empty, too long or given twice, or a number with more than six fractional digits; <c>ParamName</c> is <c>quantity</c>.</exception>
    public static Quantity Of(params IEnumerable<(string Dimension, decimal Value)> dimensions)
    {
        ArgumentNullException.ThrowIfNull(dimensions);
        return OfMicro([.. dimensions.Select(d => KeyValuePair.Create(Identifier.Require(d.Dimension, "quantity"), FromDecimal(d.Value)._micro))]);
    }

    /// <inheritdoc/>
    public bool Equals(Quantity other)
    {
        if (_dimensions is null || other._dimensions is null)
        {
            return ReferenceEquals(_dimensions, other._dimensions) && _micro == other._micro;
        }

        return _dimensions.AsSpan().SequenceEqual(other._dimensions);
    }

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is Quantity other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        if (_dimensions is null)
        {
            return _micro.GetHashCode();
        }

        HashCode hash = default;
        foreach (KeyValuePair<string, long> dimension in _dimensions)
        {
            hash.Add(dimension);
        }

        return hash.ToHashCode();
    }

    /// <summary>The number, or <c>name=number</c> for each dimension.</summary>
    /// <returns>Text for people.</returns>
    public override string ToString() => _dimensions is null
        ? FixedPoint.Format(_micro)
        : string.Join(", ", _dimensions.Select(d => $"{d.Key}={FixedPoint.Format(d.Value)}"));

    internal static Quantity OfMicro(long micro) => new(micro, null);

    internal static Quantity OfMicro(KeyValuePair<string, long>[] dimensions)
    {
        Array.Sort(dimensions, (a, b) => string.CompareOrdinal(a.Key, b.Key));
        for (int i = 1; i < dimensions.Length; i++)
        {
            if (string.Equals(dimensions[i - 1].Key, dimensions[i].Key, StringComparison.Ordinal))
            {
                throw new InvalidFieldException("quantity", dimensions[i].Key, "each dimension is given once");
            }
        }

        return new(0, dimensions);
    }

    /// <summary>What a debit asks for: more than 0, or dimensions of which none is negative and one is more than 0.</summary>
    internal static void RequireDebit(Quantity? quantity)
    {
        if (quantity is { } given && (!given.IsNonNegative || given.IsZero))
        {
            throw new InvalidFieldException("quantity", given.ToString(), "a quantity is more than 0 (of several dimensions, none below 0 and one above)");
        }
    }

    /// <summary>What was really used: as for a debit, or 0 in any form.</summary>
    internal static void RequireCapture(Quantity? quantity)
    {
        if (quantity is { } given && (!given.IsNonNegative || given._dimensions is []))
        {
            throw new InvalidFieldException("quantity", given.ToString(), "a captured quantity is 0 or more, and names a dimension where it has any");
        }
    }

    private bool IsNonNegative => _dimensions is null ? _micro >= 0 : Array.TrueForAll(_dimensions, d => d.Value >= 0);
}
