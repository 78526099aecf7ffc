using Credits.Pricing;

namespace Credits.Tests.Semantics.Plans;

/// <summary>Section 4: what lives on of an unused allowance.</summary>
public sealed class RolloverTests : Scenario
{
    private static CreditPlan Pro(int max = 30, int periods = 1) => new("pro") { Allowance = 100, Rollover = new(max, periods) };

    [Fact]
    public async Task The_unused_part_rolls_over_for_one_period()
    {
        Plans(Pro());
        await Open("pro");
        await Consume(80);
        At("2026-02-01");
        (await Ledger(2)).Should().Equal(
            "-20 grant_expired plan-0000000001", "+20 grant_issued rollover-0000000002", "+100 grant_issued plan-0000000003");
        CreditGrant rollover = await Lot("rollover-0000000002");
        (rollover.Kind, rollover.Priority, rollover.EffectiveAt, rollover.ExpiresAt)
            .Should().Be((GrantKind.Rollover, 100, Instant("2026-02-01"), Instant("2026-03-01")));
    }

    [Fact]
    public async Task At_most_maxCredits_roll_over()
    {
        Plans(Pro());
        await Open("pro");
        At("2026-02-01");
        (await Fate("rollover-0000000002")).Should().Be("30 = 30 remaining");
    }

    [Fact]
    public async Task Nothing_unused_leaves_no_rollover()
    {
        Plans(Pro());
        await Open("pro");
        await Consume(100);
        At("2026-02-01");
        (await Ledger(2)).Should().Equal("+100 grant_issued plan-0000000002");
    }

    [Fact]
    public async Task A_rollover_does_not_roll_over_again()
    {
        Plans(Pro());
        await Open("pro");
        At("2026-02-01");
        await Consume(130);
        At("2026-03-01");

        // Everything of February was used, the rollover as well: nothing is unused on 1 March.
        (await Ledger(5)).Should().Equal("+100 grant_issued plan-0000000004");
    }

    [Fact]
    public async Task An_unused_rollover_expires_before_the_reset_makes_room_for_the_next()
    {
        Plans(Pro());
        await Open("pro");
        At("2026-02-01");
        await Consume(25);
        At("2026-03-01");

        // The rollover burns first: 5 of it and the whole 100 of February are left. min(100, 30 − 0) rolls over, the 5 do not.
        (await Ledger(5)).Should().Equal(
            "-5 grant_expired rollover-0000000002",
            "-100 grant_expired plan-0000000003",
            "+30 grant_issued rollover-0000000004",
            "+100 grant_issued plan-0000000005");
    }

    [Fact]
    public async Task Rollovers_that_still_live_count_against_the_cap()
    {
        Plans(Pro(periods: 2));
        await Open("pro");
        await Consume(80);
        At("2026-02-01");
        (await Lot("rollover-0000000002")).ExpiresAt.Should().Be(Instant("2026-04-01"));
        At("2026-03-01");

        // 20 are held already, so 10 more.
        (await Ledger(5)).Should().Equal(
            "-100 grant_expired plan-0000000003", "+10 grant_issued rollover-0000000004", "+100 grant_issued plan-0000000005");
        At("2026-04-01");
        (await Ledger(8)).Should().Equal(
            "-20 grant_expired rollover-0000000002",
            "-100 grant_expired plan-0000000005",
            "+20 grant_issued rollover-0000000006",
            "+100 grant_issued plan-0000000007");
    }

    [Fact]
    public async Task A_full_cap_leaves_no_rollover()
    {
        Plans(Pro(periods: 2));
        await Open("pro");
        At("2026-03-01");
        (await Ledger(4)).Should().Equal("-100 grant_expired plan-0000000003", "+100 grant_issued plan-0000000004");
    }

    [Fact]
    public async Task What_was_spent_of_a_rollover_makes_room()
    {
        Plans(Pro(periods: 2));
        await Open("pro");
        At("2026-02-01");
        await Consume(100, operation: "plan");
        await Consume(12);
        await Refund("plan", 60);
        At("2026-03-01");

        // Rollover until 1 April: 30 − 12 = 18 held; February's grant: 60 unused. min(60, 30 − 18) = 12.
        (await Lot("rollover-0000000004")).Amount.Should().Be(12);
    }

    [Fact]
    public async Task What_is_reserved_of_a_rollover_counts_against_the_cap()
    {
        Plans(Pro(periods: 2));
        await Open("pro");
        At("2026-02-28T12:00Z");
        await Consume(100, operation: "plan");
        await Reserve("r", 12, life: Days(1));
        await Refund("plan", 60);
        At("2026-03-01");
        (await Fate("rollover-0000000002")).Should().Be("30 = 18 remaining + 12 reserved");
        (await Lots()).Count(g => g.Kind == GrantKind.Rollover).Should().Be(1);
        await Release("r");
    }

    [Fact]
    public async Task Reserved_allowance_does_not_roll_over()
    {
        Plans(Pro());
        await Open("pro");
        At("2026-01-31T12:00Z");
        await Consume(75);
        await Reserve("r", 15, life: Days(1));
        At("2026-02-01");
        (await Lot("rollover-0000000002")).Amount.Should().Be(10);
        await Release("r");
        (await Ledger(6)).Should().Equal("+15 returned [plan-0000000001 15]", "-15 grant_expired plan-0000000001");
    }

    [Fact]
    public async Task At_a_reset_that_changes_the_plan_the_ending_plans_rule_applies()
    {
        Plans(Pro(), new CreditPlan("basic") { Allowance = 50, Period = PlanPeriod.Week });
        await Open("pro");
        await Change("basic", PlanChangeTiming.NextReset);
        At("2026-02-01");
        (await Ledger(1)).Should().Equal(
            "-100 grant_expired plan-0000000001", "+30 grant_issued rollover-0000000002", "+50 grant_issued plan-0000000003");
        (await Lot("rollover-0000000002")).ExpiresAt.Should().Be(Instant("2026-03-01"));
    }

    [Fact]
    public async Task A_plan_without_rollover_leaves_none_to_one_with_it()
    {
        Plans(Pro(), new CreditPlan("basic") { Allowance = 50 });
        await Open("basic");
        await Change("pro", PlanChangeTiming.NextReset);
        At("2026-02-01");
        (await Ledger(1)).Should().Equal("-50 grant_expired plan-0000000001", "+100 grant_issued plan-0000000002");
    }

    [Fact]
    public async Task A_rollover_lives_on_through_changes_and_cancels()
    {
        Plans(Pro(), new CreditPlan("big") { Allowance = 500 });
        await Open("pro");
        At("2026-02-01");
        await Change("big");
        (await Fate("rollover-0000000002")).Should().Be("30 = 30 remaining");
        await Cancel(PlanCancelTiming.Now);
        (await Holds()).Should().Be("30");
        await Consume(5);
        At("2026-03-01");
        (await Fate("rollover-0000000002")).Should().Be("30 = 5 consumed + 25 expired");
    }

    [Fact]
    public async Task Weekly_rollovers_last_weeks()
    {
        Plans(new CreditPlan("weekly") { Allowance = 10, Period = PlanPeriod.Week, Rollover = new(5, 3) });
        await Open("weekly");
        At("2026-01-12");
        (await Lot("rollover-0000000002")).ExpiresAt.Should().Be(Instant("2026-02-02"));
    }

    [Fact]
    public async Task Anniversary_rollovers_last_until_an_anniversary()
    {
        Plans(new CreditPlan("monthly") { Allowance = 10, Period = PlanPeriod.AnniversaryMonth, Rollover = new(5, 2) });
        At("2026-01-31T09:00Z");
        await Open("monthly");
        At("2026-02-28");
        (await Lot("rollover-0000000002")).ExpiresAt.Should().Be(Instant("2026-04-30"));
    }

    [Fact]
    public async Task More_held_than_the_cap_of_another_plan_leaves_no_rollover()
    {
        Plans(Pro(periods: 3), new CreditPlan("other") { Allowance = 100, Rollover = new(10) });
        await Open("pro");
        At("2026-02-01");
        await Change("other", PlanChangeTiming.Now);
        At("2026-03-01");
        (await Lots()).Where(g => g.Kind == GrantKind.Rollover).Select(g => (g.Id, g.Remaining)).Should().Equal(("rollover-0000000002", 30));
    }

    [Fact]
    public async Task A_reservation_that_expires_at_the_boundary_is_unused_and_rolls_over()
    {
        Plans(Pro(max: 50));
        await Open("pro");
        At("2026-01-31T12:00Z");
        await Reserve("r", 100, life: Hours(12));
        At("2026-02-01");
        (await Ledger(2)).Should().Equal(
            "+100 reservation_expired [plan-0000000001 100]",
            "-100 grant_expired plan-0000000001",
            "+50 grant_issued rollover-0000000002",
            "+100 grant_issued plan-0000000003");
    }

    [Fact]
    public async Task What_an_administrator_voided_does_not_roll_over()
    {
        Plans(Pro());
        await Open("pro");
        await Void("plan-0000000001", 88);
        At("2026-02-01");
        (await Lot("rollover-0000000002")).Amount.Should().Be(12);
    }
}
