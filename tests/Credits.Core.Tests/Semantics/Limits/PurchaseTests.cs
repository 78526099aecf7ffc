using Credits.Pricing;

namespace Credits.Tests.Semantics.Limits;

/// <summary>Section 7: limits resume when more credits are purchased.</summary>
public sealed class PurchaseTests : Scenario
{
    [Theory]
    [InlineData(LimitWindow.Month, null, true)]
    [InlineData(LimitWindow.Period, null, true)]
    [InlineData(LimitWindow.Lifetime, null, true)]
    [InlineData(LimitWindow.Day, null, false)]
    [InlineData(LimitWindow.Week, null, false)]
    [InlineData(LimitWindow.Month, false, false)]
    [InlineData(LimitWindow.Period, false, false)]
    [InlineData(LimitWindow.Lifetime, false, false)]
    [InlineData(LimitWindow.Day, true, true)]
    [InlineData(LimitWindow.Week, true, true)]
    public async Task Purchases_raise_by_default_where_the_window_is_long_and_where_it_is_asked_for(LimitWindow window, bool? asked, bool raises)
    {
        await Open("pro");
        await Limits(new LimitPolicy("org") { Window = window, Hard = 100, PurchasesRaise = asked });
        await Consume(100);
        await Refused(Consume(1), RefusalCode.HardLimitReached);
        await Purchase("p", 50);
        if (raises)
        {
            await Consume(50);
            HardLimitRefusal refusal = (await Refused(Consume(1))).Should().BeOfType<HardLimitRefusal>().Which;
            (refusal.Usage, refusal.Threshold).Should().Be((150, 150));
        }
        else
        {
            await Refused(Consume(1), RefusalCode.HardLimitReached);
        }
    }

    [Theory]
    [InlineData("u1", null)]
    [InlineData("*", null)]
    [InlineData(null, "unit")]
    [InlineData(null, "*")]
    public async Task Policies_with_user_or_feature_are_not_raised(string? user, string? feature)
    {
        await Open("pro");
        await Limits(new LimitPolicy("one") { User = user, Feature = feature, Hard = 100 });
        await Consume(100);
        await Purchase("p", 50);
        await Refused(Consume(1), RefusalCode.HardLimitReached);
    }

    [Fact]
    public async Task Soft_thresholds_are_raised_as_well_and_notify_anew()
    {
        await Open("pro");
        await Limits(new LimitPolicy("org") { Soft = [80], Hard = 100 });
        await Consume(100);
        await Purchase("p", 50);
        await Consume(30);
        await Consume(20);
        (await Told()).Should().BeEquivalentTo(
            "soft_limit_reached org 80 at 100",
            "hard_limit_reached org 100 at 100",
            "soft_limit_reached org 130 at 130",
            "hard_limit_reached org 150 at 150");
    }

    [Fact]
    public async Task Only_purchases_of_the_window_count()
    {
        await Open("pro");
        await Limits(new LimitPolicy("org") { Hard = 100 });
        await Purchase("p", 50);
        await Consume(150);
        At("2026-02-01");
        await Refused(Consume(101), RefusalCode.HardLimitReached);
        await Consume(100);
    }

    [Fact]
    public async Task Purchases_of_the_window_made_before_the_limit_was_set_count()
    {
        await Open("pro");
        await Purchase("p", 50);
        await Limits(new LimitPolicy("org") { Hard = 100 });
        await Consume(150);
        await Refused(Consume(1), RefusalCode.HardLimitReached);
    }

    [Fact]
    public async Task Several_purchases_add_up()
    {
        await Open("pro");
        await Limits(new LimitPolicy("org") { Hard = 100 });
        await Purchase("p", 50);
        await Purchase("q", 7.5m);
        await Consume(157.5m);
        await Refused(Consume(0.000001m), RefusalCode.HardLimitReached);
    }

    [Fact]
    public async Task Voids_of_purchases_are_ignored()
    {
        await Open("pro");
        await Limits(new LimitPolicy("org") { Hard = 100 });
        await Purchase("p", 50);
        await Void("p");
        await Consume(150);
    }

    [Fact]
    public async Task Other_grants_do_not_raise()
    {
        await Open("pro");
        await Limits(new LimitPolicy("org") { Hard = 100 });
        await Grant("g", 50, GrantKind.Promotional);
        await Grant("c", 50, GrantKind.Complimentary);
        await Grant("a", 50, GrantKind.Adjustment);
        await Refused(Consume(101), RefusalCode.HardLimitReached);
    }

    [Fact]
    public async Task The_percentage_comes_first_then_the_raise()
    {
        await Open("pro");
        await Limits(new LimitPolicy("org") { Hard = LimitThreshold.Percent(50) });
        await Purchase("p", 100);
        HardLimitRefusal refusal = (await Refused(Consume(2_601))).Should().BeOfType<HardLimitRefusal>().Which;
        refusal.Threshold.Should().Be(2_600);
    }

    [Fact]
    public async Task What_is_inert_stays_inert()
    {
        await Open("free");
        await Limits(new LimitPolicy("org") { Soft = [LimitThreshold.Percent(50)], Hard = LimitThreshold.Percent(50) });
        await Purchase("p", 100);
        await Consume(1_100);
        (await Told()).Should().Equal("credits_exhausted");
    }

    [Fact]
    public async Task Limits_resume_when_they_are_raised()
    {
        await Open("pro");
        await Limits(new LimitPolicy("org") { Hard = 100 });
        await Consume(100);
        await Refused(Consume(1), RefusalCode.HardLimitReached);
        await Limits(new LimitPolicy("org") { Hard = 101 });
        await Consume(1);
    }

    [Fact]
    public async Task A_refused_operation_succeeds_with_the_same_id_after_a_purchase()
    {
        await Open("pro");
        await Limits(new LimitPolicy("org") { Hard = 100 });
        await Refused(Consume(120, operation: "c"), RefusalCode.HardLimitReached);
        await Purchase("p", 20);
        (await Consume(120, operation: "c")).IsReplayed.Should().BeFalse();
    }

    [Fact]
    public async Task In_a_periods_window_the_periods_purchases_count()
    {
        Plans(new CreditPlan("weekly") { Allowance = 500, Period = PlanPeriod.Week });
        await Open("weekly");
        await Limits(new LimitPolicy("org") { Window = LimitWindow.Period, Hard = 100 });
        await Purchase("p", 50);
        At("2026-01-12");
        await Refused(Consume(101), RefusalCode.HardLimitReached);
        await Purchase("q", 1);
        await Consume(101);
    }
}
