using System.Diagnostics.CodeAnalysis;
using Credits.Domain;

namespace Credits;

/// <summary>
/// An exact number of credits: 64 bits of millionths of a credit (micro-credits), checked arithmetic.
/// Range −9,223,372,036,854.775808 to 9,223,372,036,854.775807; the default is 0. Semantics, section 1.
/// </summary>
/// <remarks>A value type; safe to share between threads. Arithmetic that leaves the range throws <see cref="OverflowException"/>.</remarks>
public readonly struct CreditAmount : IEquatable<CreditAmount>, IComparable<CreditAmount>, IComparable
{
    private CreditAmount(long micro) => Micro = micro;

    /// <summary>No credits.</summary>
    public static CreditAmount Zero => default;

    /// <summary>The largest amount: 9,223,372,036,854.775807 credits.</summary>
    public static CreditAmount MaxValue => new(long.MaxValue);

    /// <summary>The amount in micro-credits (millionths of a credit).</summary>
    public long Micro { get; }

    /// <summary>An amount of so many micro-credits (millionths of a credit).</summary>
    /// <param name="micro">Millionths of a credit.</param>
    /// <returns>The amount.</returns>
    public static CreditAmount FromMicro(long micro) => new(micro);

    /// <summary>Takes a decimal number of credits.</summary>
    /// <param name="credits">Credits, with at most six fractional digits.</param>
    /// <returns>The amount.</returns>
    /// <exception cref="ArgumentOutOfRangeException">More than six fractional digits, or out of range.</exception>
    public static CreditAmount FromDecimal(decimal credits) =>
        FixedPoint.TryFromDecimal(credits, out long micro)
            ? new(micro)
            : throw new ArgumentOutOfRangeException(nameof(credits), credits, "A credit amount has at most 6 fractional digits and lies within ±9,223,372,036,854.775807.");

    /// <summary>Reads a decimal number in invariant syntax, for example <c>500.25</c>.</summary>
    /// <param name="text">The number.</param>
    /// <returns>The amount.</returns>
    /// <exception cref="FormatException">Not a number, more than six fractional digits, or out of range.</exception>
    public static CreditAmount Parse(string text) =>
        TryParse(text, out CreditAmount amount)
            ? amount
            : throw new FormatException($"'{text}' is not a credit amount: a decimal number with at most 6 fractional digits within ±9,223,372,036,854.775807.");

    /// <summary>Reads a decimal number in invariant syntax without throwing.</summary>
    /// <param name="text">The number.</param>
    /// <param name="amount">The amount, or 0.</param>
    /// <returns>Whether the text was an amount.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out CreditAmount amount)
    {
        bool read = FixedPoint.TryParse(text, out long micro);
        amount = new(micro);
        return read;
    }

    /// <summary>Whole credits.</summary>
    /// <param name="credits">Credits.</param>
    public static implicit operator CreditAmount(int credits) => new(credits * FixedPoint.Scale);

    /// <summary>Whole credits.</summary>
    /// <param name="credits">Credits.</param>
    public static implicit operator CreditAmount(long credits) => new(checked(credits * FixedPoint.Scale));

    /// <summary>A decimal number of credits; see <see cref="FromDecimal"/>.</summary>
    /// <param name="credits">Credits.</param>
    public static implicit operator CreditAmount(decimal credits) => FromDecimal(credits);

    /// <summary>Adds two amounts.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static CreditAmount operator +(CreditAmount left, CreditAmount right) => new(checked(left.Micro + right.Micro));

    /// <summary>Subtracts an amount from another.</summary>
    /// <param name="left">From this.</param>
    /// <param name="right">This much.</param>
    public static CreditAmount operator -(CreditAmount left, CreditAmount right) => new(checked(left.Micro - right.Micro));

    /// <summary>The amount with the other sign.</summary>
    /// <param name="amount">The amount.</param>
    public static CreditAmount operator -(CreditAmount amount) => new(checked(-amount.Micro));

    /// <summary>Whether two amounts are the same.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(CreditAmount left, CreditAmount right) => left.Micro == right.Micro;

    /// <summary>Whether two amounts differ.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator !=(CreditAmount left, CreditAmount right) => left.Micro != right.Micro;

    /// <summary>Whether the left amount is less.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator <(CreditAmount left, CreditAmount right) => left.Micro < right.Micro;

    /// <summary>Whether the left amount is more.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator >(CreditAmount left, CreditAmount right) => left.Micro > right.Micro;

    /// <summary>Whether the left amount is at most the right.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator <=(CreditAmount left, CreditAmount right) => left.Micro <= right.Micro;

    /// <summary>Whether the left amount is at least the right.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator >=(CreditAmount left, CreditAmount right) => left.Micro >= right.Micro;

    /// <summary>The smaller of two amounts.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    /// <returns>The smaller.</returns>
    public static CreditAmount Min(CreditAmount left, CreditAmount right) => left <= right ? left : right;

    /// <summary>The larger of two amounts.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    /// <returns>The larger.</returns>
    public static CreditAmount Max(CreditAmount left, CreditAmount right) => left >= right ? left : right;

    /// <summary>The amount as a decimal number of credits; exact.</summary>
    /// <returns>Credits.</returns>
    public decimal ToDecimal() => (decimal)Micro / FixedPoint.Scale;

    /// <inheritdoc/>
    public bool Equals(CreditAmount other) => Micro == other.Micro;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is CreditAmount other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Micro.GetHashCode();

    /// <inheritdoc/>
    public int CompareTo(CreditAmount other) => Micro.CompareTo(other.Micro);

    /// <inheritdoc/>
    public int CompareTo(object? obj) => obj switch
    {
        null => 1,
        CreditAmount other => CompareTo(other),
        _ => throw new ArgumentException($"A credit amount cannot be compared with a {obj.GetType()}.", nameof(obj)),
    };

    /// <summary>The amount in invariant syntax, without trailing zeros: <c>500.25</c>.</summary>
    /// <returns>The text; <see cref="Parse"/> reads it back.</returns>
    public override string ToString() => FixedPoint.Format(Micro);
}
