using Credits.Pricing;

namespace Credits.Tests.Semantics.Limits;

/// <summary>Section 7: windows, calendar in the wallet's zone.</summary>
public sealed class WindowTests : Scenario
{
    [Theory]
    [InlineData(LimitWindow.Day, "UTC", "2026-01-06T00:00:00Z")]
    [InlineData(LimitWindow.Week, "UTC", "2026-01-12T00:00:00Z")]
    [InlineData(LimitWindow.Month, "UTC", "2026-02-01T00:00:00Z")]
    [InlineData(LimitWindow.Day, "Asia/Kolkata", "2026-01-05T18:30:00Z")]
    [InlineData(LimitWindow.Week, "Asia/Kolkata", "2026-01-11T18:30:00Z")]
    [InlineData(LimitWindow.Month, "America/New_York", "2026-02-01T05:00:00Z")]
    [InlineData(LimitWindow.Day, "America/New_York", "2026-01-06T05:00:00Z")]
    public async Task Usage_starts_at_0_with_the_next_window_of_the_wallets_zone(LimitWindow window, string zone, string resets)
    {
        Plans(new CreditPlan("pro") { Allowance = 5_000, Period = PlanPeriod.Year });
        await Open("pro", zone);
        await Limits(new LimitPolicy("l") { Window = window, Hard = 10 });
        await Consume(10);
        HardLimitRefusal refusal = (await Refused(Consume(1))).Should().BeOfType<HardLimitRefusal>().Which;
        Text(refusal.ResetsAt!.Value).Should().Be(resets);
        Clock.Set(Instant(resets) - NodaTime.Duration.FromTicks(10));
        await Refused(Consume(1), RefusalCode.HardLimitReached);
        At(resets);
        await Consume(10);
        await Refused(Consume(1), RefusalCode.HardLimitReached);
    }

    [Fact]
    public async Task The_month_is_the_default()
    {
        await Open("pro");
        await Limits(new LimitPolicy("l") { Hard = 10 });
        await Consume(10);
        At("2026-01-31");
        await Refused(Consume(1), RefusalCode.HardLimitReached);
        At("2026-02-01");
        await Consume(1);
    }

    [Fact]
    public async Task A_lifetime_never_starts_anew()
    {
        await Open("pro");
        await Limits(new LimitPolicy("l") { Window = LimitWindow.Lifetime, Hard = 10 });
        await Consume(6);
        At("2027-05-01");
        HardLimitRefusal refusal = (await Refused(Consume(5))).Should().BeOfType<HardLimitRefusal>().Which;
        (refusal.Usage, refusal.ResetsAt).Should().Be((6, null));
        await Consume(4);
    }

    [Theory]
    [InlineData(PlanPeriod.Day, "2026-01-06T00:00:00Z")]
    [InlineData(PlanPeriod.Week, "2026-01-12T00:00:00Z")]
    [InlineData(PlanPeriod.CalendarMonth, "2026-02-01T00:00:00Z")]
    [InlineData(PlanPeriod.AnniversaryMonth, "2026-02-05T00:00:00Z")]
    [InlineData(PlanPeriod.Year, "2027-01-01T00:00:00Z")]
    public async Task A_period_is_that_of_the_plan(PlanPeriod period, string resets)
    {
        Plans(new CreditPlan("plan") { Allowance = 100, Period = period });
        await Open("plan");
        await Limits(new LimitPolicy("l") { Window = LimitWindow.Period, Hard = 10 });
        await Consume(10);
        HardLimitRefusal refusal = (await Refused(Consume(1))).Should().BeOfType<HardLimitRefusal>().Which;
        Text(refusal.ResetsAt!.Value).Should().Be(resets);
        At(resets);
        await Consume(10);
    }

    [Fact]
    public async Task Without_a_plan_a_period_is_inert()
    {
        await Open();
        await Purchase("p", 1_000);
        await Limits(new LimitPolicy("l") { Window = LimitWindow.Period, Soft = [1], Hard = 10 });
        await Consume(50);
        (await Told()).Should().BeEmpty();
        await Change("pro");
        await Refused(Consume(1_000), RefusalCode.HardLimitReached);
        await Cancel(PlanCancelTiming.Now);
        await Consume(100);
    }

    [Fact]
    public async Task A_calendar_period_counts_what_was_used_in_it_before_the_plan_began()
    {
        await Open();
        await Purchase("p", 1_000);
        await Consume(30);
        At("2026-01-20");
        await Change("pro");
        await Limits(new LimitPolicy("l") { Window = LimitWindow.Period, Hard = 50, PurchasesRaise = false });
        HardLimitRefusal refusal = (await Refused(Consume(21))).Should().BeOfType<HardLimitRefusal>().Which;
        refusal.Usage.Should().Be(30);
        await Consume(20);
    }

    [Fact]
    public async Task An_anniversary_counts_from_the_start_of_the_day_of_its_anchor()
    {
        Plans(new CreditPlan("plan") { Allowance = 100, Period = PlanPeriod.AnniversaryMonth });
        await Open();
        await Purchase("p", 1_000);
        await Consume(30);
        At("2026-01-06T08:00Z");
        await Consume(7);
        At("2026-01-06T09:00Z");
        await Change("plan");
        await Limits(new LimitPolicy("l") { Window = LimitWindow.Period, Hard = 10, PurchasesRaise = false });
        HardLimitRefusal refusal = (await Refused(Consume(4))).Should().BeOfType<HardLimitRefusal>().Which;
        (refusal.Usage, refusal.ResetsAt).Should().Be((7, Instant("2026-02-06")));
    }

    [Fact]
    public async Task After_a_change_of_plan_the_period_is_the_new_plans()
    {
        Plans(new CreditPlan("monthly") { Allowance = 100 }, new CreditPlan("weekly") { Allowance = 500, Period = PlanPeriod.Week });
        await Open("monthly");
        await Limits(new LimitPolicy("l") { Window = LimitWindow.Period, Hard = 50 });
        await Consume(30);
        At("2026-01-13");
        await Consume(20);
        await Refused(Consume(1), RefusalCode.HardLimitReached);
        await Change("weekly");

        // In the week from 12 January only the 20 were used.
        HardLimitRefusal refusal = (await Refused(Consume(31))).Should().BeOfType<HardLimitRefusal>().Which;
        (refusal.Usage, refusal.ResetsAt).Should().Be((20, Instant("2026-01-19")));
        await Consume(30);
    }

    [Fact]
    public async Task Windows_of_several_policies_run_side_by_side()
    {
        await Open("pro");
        await Limits(
            new LimitPolicy("day") { Window = LimitWindow.Day, Hard = 10 },
            new LimitPolicy("week") { Window = LimitWindow.Week, Hard = 25 },
            new LimitPolicy("month") { Window = LimitWindow.Month, Hard = 40 });
        string[] refusing = new string[6];
        string[] days = ["2026-01-05T09:00Z", "2026-01-06", "2026-01-07", "2026-01-12", "2026-01-13", "2026-01-31"];
        for (int i = 0; i < days.Length; i++)
        {
            At(days[i]);
            CreditResult<Debit> result = await Credits.ConsumeAsync(Acme, "unit", Ada, 10);
            refusing[i] = (result.Refusal as HardLimitRefusal)?.Policy ?? "";
        }

        // 10, 20, then the week is at 20 of 25; next week 30, 40, and the month is full.
        refusing.Should().Equal("", "", "week", "", "", "month");
    }

    [Fact]
    public async Task The_day_of_a_skipped_midnight_is_a_day_like_any_other()
    {
        At("2018-11-03T12:00Z");
        Plans(new CreditPlan("pro") { Allowance = 5_000, Period = PlanPeriod.Year });
        await Open("pro", "America/Sao_Paulo");
        await Limits(new LimitPolicy("day") { Window = LimitWindow.Day, Hard = 10 });
        await Consume(10);
        At("2018-11-04T02:59:59.999999Z");
        await Refused(Consume(1), RefusalCode.HardLimitReached);
        At("2018-11-04T03:00Z");
        await Consume(10);
        HardLimitRefusal refusal = (await Refused(Consume(1))).Should().BeOfType<HardLimitRefusal>().Which;
        Text(refusal.ResetsAt!.Value).Should().Be("2018-11-05T02:00:00Z");
    }
}
