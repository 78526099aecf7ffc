using System.Globalization;

namespace Credits.Pricing;

/// <summary>How much of an unused allowance lives on after a reset. Immutable. Semantics, section 4.</summary>
public sealed record Rollover
{
    /// <summary>Describes a rollover.</summary>
    /// <param name="maxCredits">The most that open rollover grants hold together; more than 0.</param>
    /// <param name="periods">For how many further periods rolled-over credits last; 1 to 1,000, 1 by default.</param>
    public Rollover(CreditAmount maxCredits, int periods = 1)
    {
        MaxCredits = maxCredits > CreditAmount.Zero
            ? maxCredits
            : throw new InvalidFieldException("maxCredits", maxCredits.ToString(), "a rollover is of more than 0 credits");
        Periods = periods is >= 1 and <= 1_000
            ? periods
            : throw new InvalidFieldException("periods", periods.ToString(CultureInfo.InvariantCulture), "a rollover lasts 1 to 1,000 periods");
    }

    /// <summary>The most that open rollover grants hold together, remaining and reserved.</summary>
    public CreditAmount MaxCredits { get; }

    /// <summary>For how many further periods rolled-over credits last.</summary>
    public int Periods { get; }
}
