using Credits.Pricing;

namespace Credits.DependencyInjection;

/// <summary>Says what a plan gives. What is said twice counts as said last. Semantics, section 4.</summary>
public sealed class PlanBuilder
{
    private readonly string _code;
    private CreditAmount _allowance;
    private CreditAmount _welcome;
    private PlanPeriod _period = PlanPeriod.CalendarMonth;
    private (CreditAmount MaxCredits, int Periods)? _rollover;

    internal PlanBuilder(string code) => _code = code;

    /// <summary>Credits granted each period; what is unused expires with it.</summary>
    /// <param name="credits">Credits, 0 (the default) or more.</param>
    /// <returns>This builder.</returns>
    public PlanBuilder Allowance(CreditAmount credits)
    {
        _allowance = credits;
        return this;
    }

    /// <summary>Complimentary credits given once in a wallet's life, with its first plan that has them; they never expire.</summary>
    /// <param name="credits">Credits, 0 (the default) or more.</param>
    /// <returns>This builder.</returns>
    public PlanBuilder Welcome(CreditAmount credits)
    {
        _welcome = credits;
        return this;
    }

    /// <summary>The allowance is renewed on the first of each month; the default.</summary>
    /// <returns>This builder.</returns>
    public PlanBuilder EveryCalendarMonth() => Every(PlanPeriod.CalendarMonth);

    /// <summary>The allowance is renewed on the day of the month on which the wallet first had a plan, or the month's last where it has no such day.</summary>
    /// <returns>This builder.</returns>
    public PlanBuilder EveryAnniversaryMonth() => Every(PlanPeriod.AnniversaryMonth);

    /// <summary>The allowance is renewed each Monday.</summary>
    /// <returns>This builder.</returns>
    public PlanBuilder EveryWeek() => Every(PlanPeriod.Week);

    /// <summary>The allowance is renewed at each midnight.</summary>
    /// <returns>This builder.</returns>
    public PlanBuilder EveryDay() => Every(PlanPeriod.Day);

    /// <summary>The allowance is renewed on each 1 January.</summary>
    /// <returns>This builder.</returns>
    public PlanBuilder EveryYear() => Every(PlanPeriod.Year);

    /// <summary>An unused allowance lives on for a while; by default none of it does.</summary>
    /// <param name="maxCredits">The most that rolled-over credits come to together; more than 0.</param>
    /// <param name="periods">For how many further periods they last; 1 to 1,000, 1 by default.</param>
    /// <returns>This builder.</returns>
    public PlanBuilder RollOver(CreditAmount maxCredits, int periods = 1)
    {
        _rollover = (maxCredits, periods);
        return this;
    }

    internal PlanBuilder Every(PlanPeriod period)
    {
        _period = period;
        return this;
    }

    /// <summary>Makes the plan property by property, so that one mistake does not hide another.</summary>
    internal CreditPlan Build(CatalogMistakes mistakes, Place place)
    {
        CreditPlan plan = mistakes.Check(place, new CreditPlan("plan"), _ => new(_code));
        plan = mistakes.Check(place, plan, p => p with { Allowance = _allowance });
        plan = mistakes.Check(place, plan, p => p with { Period = _period });
        plan = mistakes.Check(place, plan, p => p with { Welcome = _welcome });
        return _rollover is { } rollover
            ? mistakes.Check(place.Nested("rollover"), plan, p => p with { Rollover = new(rollover.MaxCredits, rollover.Periods) })
            : plan;
    }
}
