using System.Globalization;
using Credits.Domain;

namespace Credits.Pricing;

/// <summary>What a subscription gives. Immutable. Semantics, section 4.</summary>
public sealed record CreditPlan
{
    /// <summary>Names the plan.</summary>
    /// <param name="code">Its code: 1 to 200 characters without control characters.</param>
    public CreditPlan(string code) => Code = Identifier.Require(code, nameof(code));

    /// <summary>The plan's code.</summary>
    public string Code { get; }

    /// <summary>Credits granted each period, 0 (the default) or more; what is unused expires with the period.</summary>
    public CreditAmount Allowance { get; init => field = RequireCredits(value, "allowance"); }

    /// <summary>The period; a calendar month by default.</summary>
    public PlanPeriod Period
    {
        get;
        init => field = Enum.IsDefined(value) ? value : throw new InvalidFieldException("period", ((int)value).ToString(CultureInfo.InvariantCulture), "there is no such period");
    }

    /// <summary>Complimentary credits given once in a wallet's life, with its first plan that has them; 0 (the default) or more.</summary>
    public CreditAmount Welcome { get; init => field = RequireCredits(value, "welcome"); }

    /// <summary>How much of an unused allowance lives on; null, the default, for none.</summary>
    public Rollover? Rollover { get; init; }

    private static CreditAmount RequireCredits(CreditAmount value, string field) =>
        value >= CreditAmount.Zero ? value : throw new InvalidFieldException(field, value.ToString(), "a plan gives 0 credits or more");
}
