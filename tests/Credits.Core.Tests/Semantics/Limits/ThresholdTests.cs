using Credits.Pricing;

namespace Credits.Tests.Semantics.Limits;

/// <summary>Section 7: soft and hard thresholds, absolute and in percent, and what is told of them.</summary>
public sealed class ThresholdTests : Scenario
{
    [Fact]
    public async Task A_soft_threshold_notifies_when_usage_reaches_it_and_usage_goes_on()
    {
        await Open("pro");
        await Limits(new LimitPolicy("org") { Soft = [100] });
        await Consume(99.999999m);
        (await Told()).Should().BeEmpty();
        await Consume(0.000001m);
        (await Told()).Should().Equal("soft_limit_reached org 100 at 100");
        await Consume(500);
        (await Told()).Should().HaveCount(1);
    }

    [Fact]
    public async Task One_debit_may_reach_several()
    {
        await Open("pro");
        await Limits(new LimitPolicy("org") { Soft = [50, 100, 200], Hard = 150 });
        await Consume(150);
        (await Told()).Should().BeEquivalentTo("soft_limit_reached org 50 at 150", "soft_limit_reached org 100 at 150", "hard_limit_reached org 150 at 150");
    }

    [Fact]
    public async Task A_hard_threshold_refuses_what_would_go_beyond_it_with_all_details()
    {
        await Open("pro");
        await Limits(new LimitPolicy("org") { Hard = 100 });
        await Consume(60);
        CreditResult<Debit> result = await Credits.ConsumeAsync(Acme, "unit", Ada, 40.000001m);
        HardLimitRefusal refusal = result.Refusal.Should().BeOfType<HardLimitRefusal>().Which;
        (refusal.Code, refusal.Policy, refusal.Usage, refusal.Threshold, refusal.Remaining, refusal.ResetsAt)
            .Should().Be((RefusalCode.HardLimitReached, "org", 60, 100, 40, Instant("2026-02-01")));
        result.Totals.Should().Be(new WalletTotals(4_940, 0));
        await Consume(40);
    }

    [Fact]
    public async Task It_notifies_when_usage_reaches_it_and_not_again_when_it_refuses()
    {
        await Open("pro");
        await Limits(new LimitPolicy("org") { Hard = 100 });
        await Consume(100);
        (await Told()).Should().Equal("hard_limit_reached org 100 at 100");
        await Refused(Consume(1), RefusalCode.HardLimitReached);
        (await Told()).Should().HaveCount(1);
    }

    [Fact]
    public async Task It_notifies_when_it_refuses_and_not_again_when_usage_reaches_it()
    {
        await Open("pro");
        await Limits(new LimitPolicy("org") { Hard = 100 });
        await Consume(60);
        await Refused(Consume(50), RefusalCode.HardLimitReached);
        (await Told()).Should().Equal("hard_limit_reached org 100 at 60");
        await Refused(Consume(50), RefusalCode.HardLimitReached);
        await Consume(40);
        (await Told()).Should().HaveCount(1);
    }

    [Fact]
    public async Task Of_several_that_refuse_the_first_of_the_list_is_named_and_it_alone_notifies()
    {
        await Open("pro");
        await Limits(
            new LimitPolicy("wide") { Hard = 1_000 },
            new LimitPolicy("first") { Hard = 100 },
            new LimitPolicy("second") { Hard = 50 });
        HardLimitRefusal refusal = (await Refused(Consume(150))).Should().BeOfType<HardLimitRefusal>().Which;
        refusal.Policy.Should().Be("first");
        (await Told()).Should().Equal("hard_limit_reached first 100 at 0");
    }

    [Fact]
    public async Task A_hard_threshold_of_0_lets_nothing_through_but_what_is_free()
    {
        await Open("pro");
        await Limits(new LimitPolicy("stop") { Hard = 0 });
        HardLimitRefusal refusal = (await Refused(Consume(0.000001m))).Should().BeOfType<HardLimitRefusal>().Which;
        (refusal.Usage, refusal.Threshold, refusal.Remaining).Should().Be((0, 0, 0));
        await Consume(1, "gratis");
    }

    [Fact]
    public async Task Where_usage_exceeds_the_threshold_nothing_remains()
    {
        await Open("pro");
        await Consume(100);
        await Limits(new LimitPolicy("org") { Hard = 30 });
        HardLimitRefusal refusal = (await Refused(Consume(1))).Should().BeOfType<HardLimitRefusal>().Which;
        (refusal.Usage, refusal.Threshold, refusal.Remaining).Should().Be((100, 30, 0));
    }

    [Fact]
    public async Task A_percentage_is_of_the_plans_allowance()
    {
        await Open("pro");
        await Limits(new LimitPolicy("org") { Soft = [LimitThreshold.Percent(80)], Hard = LimitThreshold.Percent(90) });
        await Consume(4_000);
        (await Told()).Should().Equal("soft_limit_reached org 4000 at 4000");
        HardLimitRefusal refusal = (await Refused(Consume(501))).Should().BeOfType<HardLimitRefusal>().Which;
        (refusal.Threshold, refusal.Remaining).Should().Be((4_500, 500));
    }

    [Fact]
    public async Task It_may_be_more_than_100()
    {
        await Open("pro");
        await Purchase("p", 5_000);
        await Limits(new LimitPolicy("org") { Hard = LimitThreshold.Percent(150), PurchasesRaise = false });
        await Consume(7_500);
        await Refused(Consume(1), RefusalCode.HardLimitReached);
    }

    [Fact]
    public async Task It_is_rounded_down_at_the_sixth_digit()
    {
        Plans(new CreditPlan("plan") { Allowance = 0.00001m });
        await Open("plan");
        await Limits(new LimitPolicy("org") { Hard = LimitThreshold.Percent(29.999999m) });
        HardLimitRefusal refusal = (await Refused(Consume(0.000003m))).Should().BeOfType<HardLimitRefusal>().Which;
        refusal.Threshold.Should().Be(0.000002m);
        await Consume(0.000002m);
    }

    [Theory]
    [InlineData("free")]
    [InlineData(null)]
    public async Task Without_an_allowance_it_is_inert(string? plan)
    {
        await Open(plan);
        await Purchase("p", 500);
        await Limits(new LimitPolicy("org") { Soft = [LimitThreshold.Percent(1)], Hard = LimitThreshold.Percent(0), Window = LimitWindow.Day });
        await Consume(400);
        (await Told()).Should().BeEmpty();
    }

    [Fact]
    public async Task It_is_of_the_allowance_of_the_plan_in_force_at_the_debit()
    {
        await Open("pro");
        await Limits(new LimitPolicy("org") { Hard = LimitThreshold.Percent(50) });
        await Refused(Consume(2_501), RefusalCode.HardLimitReached);
        await Change("max");
        await Consume(4_000);
        HardLimitRefusal refusal = (await Refused(Consume(1))).Should().BeOfType<HardLimitRefusal>().Which;
        refusal.Threshold.Should().Be(4_000);
    }

    [Fact]
    public async Task Its_allowance_is_the_plans_even_where_less_was_granted()
    {
        await Open("pro");
        await Consume(1_000);
        await Change("max");
        await Limits(new LimitPolicy("org") { Hard = LimitThreshold.Percent(50) });
        HardLimitRefusal refusal = (await Refused(Consume(3_001))).Should().BeOfType<HardLimitRefusal>().Which;
        refusal.Threshold.Should().Be(4_000);
    }

    [Fact]
    public async Task Setting_limits_notifies_nobody_by_itself()
    {
        await Open("pro");
        await Consume(100);
        await Limits(new LimitPolicy("org") { Soft = [50], Hard = 100 });
        (await Told()).Should().BeEmpty();
        await Consume(1, "gratis");
        (await Told()).Should().BeEquivalentTo("soft_limit_reached org 50 at 100", "hard_limit_reached org 100 at 100");
    }

    [Fact]
    public async Task Each_window_notifies_anew()
    {
        await Open("pro");
        await Limits(new LimitPolicy("day") { Window = LimitWindow.Day, Soft = [10] });
        await Consume(10);
        await Consume(1);
        At("2026-01-06");
        await Consume(9);
        await Consume(1);
        (await TimedTold()).Should().Equal("2026-01-05T09:00:00Z soft_limit_reached day 10 at 10", "2026-01-06T00:00:00Z soft_limit_reached day 10 at 10");
    }

    [Fact]
    public async Task Falling_and_rising_again_in_a_window_does_not_notify_again()
    {
        await Open("pro");
        await Limits(new LimitPolicy("org") { Soft = [10] });
        await Consume(10, operation: "c");
        await Refund("c");
        await Consume(10);
        (await Told()).Should().HaveCount(1);
    }

    [Fact]
    public async Task Setting_the_same_again_does_not_re_arm()
    {
        await Open("pro");
        LimitPolicy policy = new("org") { Soft = [10] };
        await Limits(policy);
        await Consume(10);
        await Limits(policy);
        await Consume(1);
        await Limits();
        await Limits(policy with { Hard = 1_000 });
        await Consume(1);
        (await Told()).Should().Equal("soft_limit_reached org 10 at 10");
    }

    [Fact]
    public async Task Another_threshold_notifies_and_the_old_one_set_again_does_not()
    {
        await Open("pro");
        await Limits(new LimitPolicy("org") { Soft = [10] });
        await Consume(30);
        await Limits(new LimitPolicy("org") { Soft = [20] });
        await Consume(1);
        await Limits(new LimitPolicy("org") { Soft = [10] });
        await Consume(1);
        (await Told()).Should().Equal("soft_limit_reached org 10 at 30", "soft_limit_reached org 20 at 31");
    }

    [Fact]
    public async Task Another_policy_of_the_same_threshold_notifies()
    {
        await Open("pro");
        await Limits(new LimitPolicy("a") { Soft = [10] });
        await Consume(10);
        await Limits(new LimitPolicy("b") { Soft = [10] });
        await Consume(1);
        (await Told()).Should().Equal("soft_limit_reached a 10 at 10", "soft_limit_reached b 10 at 11");
    }

    [Fact]
    public async Task Soft_and_hard_of_the_same_threshold_notify_each()
    {
        await Open("pro");
        await Limits(new LimitPolicy("org") { Soft = [10], Hard = 10 });
        await Consume(10);
        (await Told()).Should().BeEquivalentTo("soft_limit_reached org 10 at 10", "hard_limit_reached org 10 at 10");
    }

    [Fact]
    public async Task Another_window_of_the_same_policy_and_threshold_notifies()
    {
        await Open("pro");
        await Limits(new LimitPolicy("org") { Soft = [10], Window = LimitWindow.Day });
        await Consume(10);
        await Limits(new LimitPolicy("org") { Soft = [10], Window = LimitWindow.Week });
        await Consume(1);
        (await Told()).Should().HaveCount(2);
    }

    [Fact]
    public async Task What_was_told_is_known_to_every_process()
    {
        await Open("pro");
        await Limits(new LimitPolicy("org") { Soft = [10], Hard = 20 });
        await Consume(10);
        await Refused(Consume(11), RefusalCode.HardLimitReached);
        Restart();
        await Consume(1);
        await Refused(Consume(11), RefusalCode.HardLimitReached);
        (await Told()).Should().HaveCount(2);
    }

    [Fact]
    public async Task The_threshold_in_force_of_a_changed_plan_notifies_anew()
    {
        await Open("pro");
        await Limits(new LimitPolicy("org") { Soft = [LimitThreshold.Percent(10)] });
        await Consume(900);
        await Change("max");
        await Consume(1);
        (await Told()).Should().Equal("soft_limit_reached org 500 at 900", "soft_limit_reached org 800 at 901");
    }
}
