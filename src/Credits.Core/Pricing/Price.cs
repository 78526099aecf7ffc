using Credits.Domain;

namespace Credits.Pricing;

/// <summary>
/// What a quantity of a feature costs. Compared by content: a debit records the price it was made with, and an open reservation
/// keeps it whatever becomes of the catalogue. Immutable; safe to share between threads. Semantics, section 5.
/// </summary>
public abstract record Price
{
    private protected Price(CreditAmount? roundUpTo)
    {
        if (roundUpTo is { Micro: <= 0 })
        {
            throw new InvalidFieldException("roundUpTo", roundUpTo.Value.ToString(), "prices are rounded up to a multiple of more than 0");
        }

        RoundUpTo = roundUpTo;
    }

    /// <summary>Prices are rounded up to a multiple of this (1 = whole credits); null, the default, rounds up at the sixth digit.</summary>
    public CreditAmount? RoundUpTo { get; }

    /// <summary>What this price is, in a form that a person can read and that differs where the content does.</summary>
    public abstract string Definition { get; }

    /// <summary>The price of a quantity.</summary>
    /// <param name="quantity">How much is used.</param>
    /// <returns>Credits, 0 or more; null where this price does not cover the quantity, or the result is out of the range of an amount.</returns>
    public abstract CreditAmount? Of(Quantity quantity);

    /// <summary>The definition as text.</summary>
    /// <returns><see cref="Definition"/>.</returns>
    public sealed override string ToString() => Definition;

    private protected string RoundingDefinition => RoundUpTo is { } multiple ? $", rounded up to a multiple of {multiple}" : "";

    /// <summary>Rounds an exact product of two millionths (10⁻¹² credits) up to what is charged.</summary>
    private protected CreditAmount? RoundUp(Int128 exact)
    {
        if (RoundUpTo is null && (UInt128)exact <= long.MaxValue)
        {
            // Nearly every price; a division of 128 bits costs more than all else of it.
            (long credits, long rest) = Math.DivRem((long)exact, FixedPoint.Scale);
            return CreditAmount.FromMicro(rest == 0 ? credits : credits + 1);
        }

        Int128 multiple = (Int128)(RoundUpTo?.Micro ?? 1) * FixedPoint.Scale;
        Int128 multiples = (exact / multiple) + (exact % multiple == 0 ? 0 : 1);
        return multiples > long.MaxValue / (RoundUpTo?.Micro ?? 1) ? null : CreditAmount.FromMicro((long)multiples * (RoundUpTo?.Micro ?? 1));
    }

    private protected static CreditAmount RequireRate(CreditAmount rate, string field) =>
        rate >= CreditAmount.Zero ? rate : throw new InvalidFieldException(field, rate.ToString(), "a price is 0 or more");
}
