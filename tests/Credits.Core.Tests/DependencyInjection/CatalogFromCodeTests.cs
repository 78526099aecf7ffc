using Credits.Pricing;
using NodaTime;
using static Credits.Tests.DependencyInjection.Compositions;

namespace Credits.Tests.DependencyInjection;

public sealed class CatalogFromCodeTests
{
    [Fact]
    public void A_plan_gives_nothing_by_default_and_goes_by_the_calendar_month()
    {
        CreditPlan plan = Catalog(b => b.AddPlan("none", _ => { })).FindPlan("none")!;

        plan.Should().Be(new CreditPlan("none"));
        plan.Period.Should().Be(PlanPeriod.CalendarMonth);
    }

    [Fact]
    public void A_plan_has_what_it_was_given()
    {
        CreditPlan plan = Catalog(b => b.AddPlan("pro", p => p.Allowance(5_000).Welcome(0.5m).EveryCalendarMonth().RollOver(500, periods: 2))).FindPlan("pro")!;

        plan.Should().Be(new CreditPlan("pro") { Allowance = 5_000, Welcome = 0.5m, Rollover = new(500, 2) });
    }

    [Fact]
    public void A_plan_goes_by_the_period_named_last()
    {
        CreditCatalog catalog = Catalog(b => b
            .AddPlan("month", p => p.EveryDay().EveryCalendarMonth())
            .AddPlan("anniversary", p => p.EveryAnniversaryMonth())
            .AddPlan("week", p => p.EveryWeek())
            .AddPlan("day", p => p.EveryDay())
            .AddPlan("year", p => p.EveryYear()));

        catalog.Plans.Select(p => p.Period).Should().Equal(Enum.GetValues<PlanPeriod>());
    }

    [Fact]
    public void A_feature_has_what_it_was_given()
    {
        CreditFeature feature = Catalog(b => b.AddFeature("test-cases", f => f
            .DisplayName("Test cases")
            .PerUnit(10)
            .DefaultQuantity(5)
            .ReservationsLive(Duration.FromMinutes(30))
            .ChargeOverage())).FindFeature("test-cases")!;

        feature.Should().Be(new CreditFeature("test-cases", new UnitPrice(10))
        {
            DisplayName = "Test cases",
            DefaultQuantity = 5,
            ReservationTtl = Duration.FromMinutes(30),
            Overage = OverageMode.Charge,
        });
    }

    [Fact]
    public void A_feature_is_priced_by_dimension_and_rounded_up()
    {
        CreditFeature feature = Catalog(b => b.AddFeature("assistant", f => f
            .PerDimension(("inputTokens", 0.001m), ("outputTokens", 0.003m))
            .RoundUpTo(1))).FindFeature("assistant")!;

        feature.Price.Of(Quantity.Of(("inputTokens", 1_200), ("outputTokens", 300))).Should().Be((CreditAmount)3);
    }

    [Fact]
    public void A_feature_is_priced_by_a_table()
    {
        Price price = Catalog(b => b.AddFeature("visual", f => f.Tiers(t => t.UpTo(1, 2).UpTo(3, 5).Beyond(8)))).FindFeature("visual")!.Price;

        ((Quantity[])[1, 1.5m, 3, 300]).Select(q => price.Of(q)).Should().Equal((CreditAmount)2, (CreditAmount)5, (CreditAmount)5, (CreditAmount)8);
    }

    [Fact]
    public void A_feature_is_priced_by_the_hosts_function()
    {
        Price price = Catalog(b => b.AddFeature("visual", f => f
            .PricedBy("2026-01", quantity => quantity["pages"] > 0 ? 2 * quantity["pages"] : null))).FindFeature("visual")!.Price;

        price.Of(Quantity.Of(("pages", 3))).Should().Be((CreditAmount)6);
        price.Of(3).Should().BeNull();
    }

    [Fact]
    public void Plans_and_features_that_are_made_already_are_taken_as_they_are()
    {
        CreditPlan plan = new("pro") { Allowance = 5_000 };
        CreditFeature feature = new("chat", new UnitPrice(1));

        CreditCatalog catalog = Catalog(b => b.AddPlan(plan).AddFeature(feature));

        catalog.FindPlan("pro").Should().BeSameAs(plan);
        catalog.FindFeature("chat").Should().BeSameAs(feature);
    }

    [Fact]
    public void Returns_lapse_unless_they_are_to_be_reissued()
    {
        Catalog(_ => { }).ReissueGrace.Should().BeNull();
        Catalog(b => b.ReissueReturns(Duration.FromDays(7))).ReissueGrace.Should().Be(Duration.FromDays(7));
    }

    [Fact]
    public void Every_mistake_is_reported_with_the_call_that_made_it() => Mistakes(b => b
        .AddPlan("", p => p.Allowance(-5).Welcome(-1))
        .AddPlan("pro", p => p.RollOver(0))
        .AddPlan("pro", p => p.Allowance(0.0000001m))
        .AddFeature("chat", f => f.DisplayName("").PerUnit(-1).RoundUpTo(0).DefaultQuantity(0).ReservationsLive(Duration.FromDays(8)))
        .AddFeature("visual", f => f.Tiers(t => t.UpTo(3, 5).UpTo(1, 2)).PerUnit(2))
        .AddFeature("free-of-charge", f => f.DefaultQuantity(1))
        .AddFeature("unwritten", f => f.PerUnit(0.0000001m))
        .ReissueReturns(Duration.Zero)
        .ReissueReturns(Duration.FromDays(7))).Should().Equal(
        "AddPlan(\"\"), code: '' is not valid: an id has at least one character.",
        "AddPlan(\"\"), allowance: '-5' is not valid: a plan gives 0 credits or more.",
        "AddPlan(\"\"), welcome: '-1' is not valid: a plan gives 0 credits or more.",
        "AddPlan(\"pro\"), rollover, maxCredits: '0' is not valid: a rollover is of more than 0 credits.",
        "AddPlan(\"pro\"): A credit amount has at most 6 fractional digits and lies within ±9,223,372,036,854.775807. Actual value was 0.0000001.",
        "AddPlan(\"pro\"): plan 'pro' was given before, by AddPlan(\"pro\").",
        "AddFeature(\"chat\"), roundUpTo: '0' is not valid: prices are rounded up to a multiple of more than 0.",
        "AddFeature(\"chat\"), unitPrice: '-1' is not valid: a price is 0 or more.",
        "AddFeature(\"chat\"), displayName: '' is not valid: an id has at least one character.",
        "AddFeature(\"chat\"), reservationTtl: '8:00:00:00' is not valid: a reservation lives more than 0 and at most 7 days.",
        "AddFeature(\"chat\"), defaultQuantity: '0' is not valid: a quantity is more than 0 (of several dimensions, none below 0 and one above).",
        "AddFeature(\"visual\"), tiers: 'up to 3: 5; up to 1: 2' is not valid: upTo rises from line to line, and only the last line is open.",
        "AddFeature(\"visual\"), unitPrice: a feature has one price, and this one has tiers already.",
        "AddFeature(\"free-of-charge\"): has no price: one of unitPrice, rates and tiers is needed, or a function of the host's.",
        "AddFeature(\"unwritten\"): A credit amount has at most 6 fractional digits and lies within ±9,223,372,036,854.775807. Actual value was 0.0000001.",
        "ReissueReturns, returns: '0:00:00:00' is not valid: reissued credits live more than 0.",
        "ReissueReturns, returns: what becomes of returns was given before, by ReissueReturns, returns.");

    [Fact]
    public void A_builder_action_that_fails_for_another_reason_fails_as_it_is()
    {
        Action composing = () => Catalog(b => b.AddPlan("pro", _ => throw new InvalidOperationException("the host's own trouble")));

        composing.Should().Throw<InvalidOperationException>().WithMessage("the host's own trouble");
    }
}
