using System.Diagnostics.CodeAnalysis;
using Credits.Domain;

namespace Credits;

/// <summary>
/// A threshold of a limit or an alert: an amount of credits, or a percentage of the allowance of the plan in force
/// (rounded down at the sixth digit; at rest where there is no allowance). Semantics, sections 7 and 8.
/// </summary>
public readonly struct LimitThreshold : IEquatable<LimitThreshold>
{
    /// <summary>Up to this, the product with any remainder of a division by 100 % fits 64 bits.</summary>
    private const long MostSplit = long.MaxValue / (100 * FixedPoint.Scale);

    private readonly long _micro;

    private LimitThreshold(long micro, bool isPercent)
    {
        _micro = micro;
        IsPercent = isPercent;
    }

    /// <summary>Whether <see cref="Value"/> is a percentage of the plan's allowance rather than credits.</summary>
    public bool IsPercent { get; }

    /// <summary>Credits, or percent.</summary>
    public decimal Value => (decimal)_micro / FixedPoint.Scale;

    internal long Micro => _micro;

    /// <summary>So many credits.</summary>
    /// <param name="credits">Credits.</param>
    public static implicit operator LimitThreshold(CreditAmount credits) => FromCredits(credits);

    /// <summary>So many whole credits.</summary>
    /// <param name="credits">Credits.</param>
    [SuppressMessage("Usage", "CA2225:Operator overloads have named alternates", Justification = "FromCredits is the named alternate.")]
    public static implicit operator LimitThreshold(int credits) => FromCredits(credits);

    /// <summary>Whether two thresholds are written the same.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(LimitThreshold left, LimitThreshold right) => left.Equals(right);

    /// <summary>Whether two thresholds are written differently.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator !=(LimitThreshold left, LimitThreshold right) => !left.Equals(right);

    /// <summary>So many credits.</summary>
    /// <param name="credits">Credits, 0 or more.</param>
    /// <returns>The threshold.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Below 0.</exception>
    public static LimitThreshold FromCredits(CreditAmount credits)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(credits, CreditAmount.Zero);
        return new(credits.Micro, isPercent: false);
    }

    /// <summary>A percentage of the plan's allowance; may be more than 100.</summary>
    /// <param name="percent">Percent, 0 or more, with at most six fractional digits.</param>
    /// <returns>The threshold.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Below 0, over-precise, or out of range.</exception>
    public static LimitThreshold Percent(decimal percent)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(percent);
        return FixedPoint.TryFromDecimal(percent, out long micro)
            ? new(micro, isPercent: true)
            : throw new ArgumentOutOfRangeException(nameof(percent), percent, "A percentage has at most 6 fractional digits and lies within the range of an amount.");
    }

    /// <summary>Reads <c>500</c> or <c>80%</c>.</summary>
    /// <param name="text">A number as of JSON, with or without a percent sign behind it.</param>
    /// <param name="threshold">The threshold.</param>
    /// <returns>Whether the text was one.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out LimitThreshold threshold)
    {
        threshold = default;
        bool percent = text is not null && text.EndsWith('%');
        if (!FixedPoint.TryParse(percent ? text![..^1] : text, out long micro) || micro < 0)
        {
            return false;
        }

        threshold = new(micro, percent);
        return true;
    }

    /// <inheritdoc/>
    public bool Equals(LimitThreshold other) => _micro == other._micro && IsPercent == other.IsPercent;

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is LimitThreshold other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_micro, IsPercent);

    /// <summary><c>500</c> or <c>80%</c>; <see cref="TryParse"/> reads it back.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => FixedPoint.Format(_micro) + (IsPercent ? "%" : "");

    /// <summary>The threshold in credits under an allowance, or null where it rests.</summary>
    internal CreditAmount? InCredits(CreditAmount? allowance)
    {
        if (!IsPercent)
        {
            return CreditAmount.FromMicro(_micro);
        }

        if (allowance is not { Micro: > 0 } of)
        {
            return null;
        }

        // Split at the divisor, so that nothing but long division is needed: of 128 bits it would be a good part of a debit's cost.
        const long Whole = 100 * FixedPoint.Scale;
        (long times, long rest) = Math.DivRem(of.Micro, Whole);
        Int128 credits = _micro <= MostSplit
            ? ((Int128)times * _micro) + (rest * _micro / Whole)
            : (Int128)of.Micro * _micro / Whole;
        return CreditAmount.FromMicro(credits > long.MaxValue ? long.MaxValue : (long)credits);
    }
}
