using Credits.Pricing;
using NodaTime;

namespace Credits.Tests.Semantics.Plans;

/// <summary>Plans of all sizes and periods to change between.</summary>
public abstract class ChangeScenario : Scenario
{
    protected ChangeScenario() => Plans(
        new CreditPlan("small") { Allowance = 100 },
        new CreditPlan("big") { Allowance = 300 },
        new CreditPlan("huge") { Allowance = 1_000 },
        new CreditPlan("tiny") { Allowance = 50 },
        new CreditPlan("same") { Allowance = 100 },
        new CreditPlan("zero"),
        new CreditPlan("nothing"),
        new CreditPlan("weekly") { Allowance = 300, Period = PlanPeriod.Week },
        new CreditPlan("yearly") { Allowance = 1_000, Period = PlanPeriod.Year },
        new CreditPlan("anniversary") { Allowance = 300, Period = PlanPeriod.AnniversaryMonth });

    protected static Instant NextMonth => Instant("2026-02-01");
}
