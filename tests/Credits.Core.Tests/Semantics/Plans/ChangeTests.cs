using Credits.Pricing;
using NodaTime;

namespace Credits.Tests.Semantics.Plans;

/// <summary>Section 4: change of plan.</summary>
public sealed class ChangeTests : Scenario
{
    public ChangeTests() => Plans(
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

    private static Instant NextMonth => Instant("2026-02-01");

    [Fact]
    public async Task Now_voids_the_rest_and_grants_the_new_allowance_less_what_was_consumed()
    {
        await Open("small");
        await Consume(40);
        At("2026-01-10");
        (await Change("big", PlanChangeTiming.Now)).Value.Effective.Should().Be(Instant("2026-01-10"));
        (await TimedLedger(2)).Should().Equal(
            "2026-01-10T00:00:00Z -60 grant_voided plan-0000000001", "2026-01-10T00:00:00Z +260 grant_issued plan-0000000002");
        (await Lot("plan-0000000002")).ExpiresAt.Should().Be(NextMonth);
        (await Fate("plan-0000000001")).Should().Be("100 = 40 consumed + 60 voided");
    }

    [Fact]
    public async Task Its_rows_are_the_operations_own()
    {
        await Open("small");
        await Change("big", operation: "upgrade");
        (await Rows()).Skip(1).Select(r => (r.ActorId, r.Operation)).Should().Equal(("boss", "upgrade"), ("boss", "upgrade"));
    }

    [Fact]
    public async Task Auto_is_now_where_the_new_allowance_is_larger()
    {
        await Open("small");
        (await Change("big")).Value.Effective.Should().Be(Instant(Start));
        (await Holds()).Should().Be("300");
    }

    [Theory]
    [InlineData("tiny")]
    [InlineData("same")]
    [InlineData("zero")]
    public async Task Auto_waits_for_the_reset_where_it_is_not(string plan)
    {
        await Open("small");
        (await Change(plan)).Value.Effective.Should().Be(NextMonth);
        (await Ledger(1)).Should().BeEmpty();
        (await Balance()).Plan.Should().Be("small");
        At("2026-02-01");
        (await Balance()).Plan.Should().Be(plan);
    }

    [Theory]
    [InlineData("small")]
    [InlineData("nothing")]
    public async Task Auto_is_now_where_the_current_plan_has_no_allowance(string plan)
    {
        await Open("zero");
        (await Change(plan)).Value.Effective.Should().Be(Instant(Start));
        (await Balance()).Plan.Should().Be(plan);
    }

    [Fact]
    public async Task Auto_is_now_where_there_is_no_plan()
    {
        await Open();
        (await Change("tiny")).Value.Effective.Should().Be(Instant(Start));
        (await Ledger()).Should().Equal("+50 grant_issued plan-0000000001");
    }

    [Fact]
    public async Task Auto_compares_with_the_plan_in_force_not_with_what_waits()
    {
        await Open("small");
        await Change("tiny");
        (await Change("same")).Value.Effective.Should().Be(NextMonth);
        At("2026-02-01");
        (await Balance()).Plan.Should().Be("same");
    }

    [Fact]
    public async Task A_larger_plan_may_be_asked_to_wait()
    {
        await Open("small");
        (await Change("big", PlanChangeTiming.NextReset)).Value.Effective.Should().Be(NextMonth);
        At("2026-02-01");
        (await Ledger(1)).Should().Equal("-100 grant_expired plan-0000000001", "+300 grant_issued plan-0000000002");
        (await Told()).Should().Equal("plan_reset big");
    }

    [Fact]
    public async Task A_smaller_plan_may_be_asked_for_now()
    {
        await Open("small");
        await Consume(40);
        await Change("tiny", PlanChangeTiming.Now);
        (await Ledger(2)).Should().Equal("-60 grant_voided plan-0000000001", "+10 grant_issued plan-0000000002");
    }

    [Fact]
    public async Task What_is_reserved_counts_as_used()
    {
        await Open("small");
        await Reserve("r", 30);
        await Change("big");
        (await Ledger(2)).Should().Equal("-70 grant_voided plan-0000000001", "+270 grant_issued plan-0000000002");
    }

    [Fact]
    public async Task What_an_administrator_voided_counts_as_used()
    {
        await Open("small");
        await Void("plan-0000000001", 25);
        await Change("big");
        (await Ledger(2)).Should().Equal("-75 grant_voided plan-0000000001", "+275 grant_issued plan-0000000002");
    }

    [Fact]
    public async Task Consumed_reserved_and_voided_add_up()
    {
        await Open("small");
        await Consume(10);
        await Reserve("r", 20);
        await Void("plan-0000000001", 30);
        await Change("big");
        (await Ledger(4)).Should().Equal("-40 grant_voided plan-0000000001", "+240 grant_issued plan-0000000002");
        (await Fate("plan-0000000001")).Should().Be("100 = 20 reserved + 10 consumed + 70 voided");
    }

    [Fact]
    public async Task What_came_back_before_the_change_does_not_count()
    {
        await Open("small");
        await Consume(40, operation: "c");
        await Refund("c", 15);
        await Change("big");
        (await Ledger(3)).Should().Equal("-75 grant_voided plan-0000000001", "+275 grant_issued plan-0000000002");
    }

    [Fact]
    public async Task What_other_grants_paid_for_does_not_count()
    {
        await Open("small");
        await Grant("first", 60, priority: 1);
        await Consume(80);
        await Change("big");
        (await Ledger(3)).Should().Equal("-80 grant_voided plan-0000000001", "+280 grant_issued plan-0000000003");
    }

    [Fact]
    public async Task Several_changes_in_a_period_count_everything_used_in_it_but_not_each_others_voids()
    {
        await Open("small");
        await Consume(40);
        await Change("big");
        await Consume(50);
        await Change("huge");
        (await Ledger(5)).Should().Equal("-210 grant_voided plan-0000000002", "+910 grant_issued plan-0000000003");
    }

    [Fact]
    public async Task Going_back_and_forth_wins_nothing()
    {
        await Open("small");
        await Consume(70);
        for (int i = 0; i < 5; i++)
        {
            await Change("big", PlanChangeTiming.Now);
            await Change("small", PlanChangeTiming.Now);
        }

        (await Holds()).Should().Be("30");
    }

    [Fact]
    public async Task A_replacement_of_0_exists_without_a_row()
    {
        await Open("small");
        await Consume(80);
        await Change("tiny", PlanChangeTiming.Now);
        (await Ledger(2)).Should().Equal("-20 grant_voided plan-0000000001");
        (await Lot("plan-0000000002")).Amount.Should().Be(0);
    }

    [Fact]
    public async Task A_plan_without_allowance_replaces_with_0_too()
    {
        await Open("small");
        await Consume(30, operation: "c");
        await Change("zero", PlanChangeTiming.Now);
        await Refund("c", 10);
        (await Ledger(2)).Should().Equal("-70 grant_voided plan-0000000001", "+10 refunded [plan-0000000002 10]");
        (await Holds()).Should().Be("10");
        At("2026-02-01");
        (await Ledger(4)).Should().Equal("-10 grant_expired plan-0000000002");
    }

    [Fact]
    public async Task A_grant_used_up_is_replaced_without_a_void_row()
    {
        await Open("small");
        await Consume(100);
        await Change("big");
        (await Ledger(2)).Should().Equal("+200 grant_issued plan-0000000002");
    }

    [Fact]
    public async Task The_new_grant_expires_with_the_new_plans_current_period()
    {
        At("2026-01-07T09:00Z");
        await Open("small");
        await Change("weekly");
        (await Lot("plan-0000000002")).ExpiresAt.Should().Be(Instant("2026-01-12"));
        Text((await Balance()).NextReset!.Value).Should().Be("2026-01-12T00:00:00Z");
    }

    [Fact]
    public async Task A_change_keeps_the_anchor()
    {
        await Open("small");
        At("2026-01-20");
        await Change("anniversary");
        Text((await Balance()).NextReset!.Value).Should().Be("2026-02-05T00:00:00Z");
        At("2026-02-10");
        Text((await Balance()).NextReset!.Value).Should().Be("2026-03-05T00:00:00Z");
    }

    [Fact]
    public async Task From_no_plan_to_a_plan_the_anchor_is_set_anew()
    {
        await Open("anniversary");
        At("2026-01-20");
        await Cancel(PlanCancelTiming.Now);
        At("2026-01-22");
        await Change("anniversary");
        Text((await Balance()).NextReset!.Value).Should().Be("2026-02-22T00:00:00Z");
    }

    [Fact]
    public async Task Usage_counts_as_long_as_the_grants_period_as_issued_goes_on()
    {
        await Open("yearly");
        await Consume(100);
        await Change("big", PlanChangeTiming.Now);
        (await Ledger(2)).Should().Equal("-900 grant_voided plan-0000000001", "+200 grant_issued plan-0000000002");
        await Consume(30);
        At("2026-02-10");
        (await Ledger(5)).Should().Equal("-170 grant_expired plan-0000000002", "+300 grant_issued plan-0000000003");
        await Change("huge");

        // The yearly grant was for 2026, which goes on: its 100 count; January's 30 do not.
        (await Ledger(7)).Should().Equal("-300 grant_voided plan-0000000003", "+900 grant_issued plan-0000000004");
    }

    [Fact]
    public async Task A_change_at_a_reset_counts_it_too_and_a_reset_without_one_does_not()
    {
        await Open("yearly");
        await Consume(60);
        await Change("big", PlanChangeTiming.Now);
        await Change("small", PlanChangeTiming.NextReset);
        At("2026-02-01");
        (await Ledger(4)).Should().Equal("-240 grant_expired plan-0000000002", "+40 grant_issued plan-0000000003");
        At("2026-03-01");
        (await Ledger(6)).Should().Equal("-40 grant_expired plan-0000000003", "+100 grant_issued plan-0000000004");
    }

    [Fact]
    public async Task A_change_at_a_reset_to_less_than_was_used_is_no_grant()
    {
        await Open("yearly");
        await Consume(60);
        await Change("big", PlanChangeTiming.Now);
        await Change("tiny", PlanChangeTiming.NextReset);
        At("2026-02-01");
        (await Ledger(4)).Should().Equal("-240 grant_expired plan-0000000002");
        (await Lots()).Should().HaveCount(2);
    }

    [Fact]
    public async Task An_ordinary_change_at_a_reset_grants_the_whole_allowance()
    {
        await Open("small");
        await Consume(70);
        await Change("tiny");
        At("2026-02-01");
        (await Ledger(2)).Should().Equal("-30 grant_expired plan-0000000001", "+50 grant_issued plan-0000000002");
    }

    [Fact]
    public async Task A_change_to_the_same_plan_now_wins_nothing()
    {
        await Open("small");
        await Consume(25);
        await Change("small", PlanChangeTiming.Now);
        (await Ledger(2)).Should().Equal("-75 grant_voided plan-0000000001", "+75 grant_issued plan-0000000002");
    }

    [Fact]
    public async Task Purchased_credits_are_not_touched_by_a_change()
    {
        await Open("small");
        await Purchase("p", 10);
        await Change("big");
        await Change("zero", PlanChangeTiming.Now);
        (await Fate("p")).Should().Be("10 = 10 remaining");
        (await Holds()).Should().Be("10");
    }

    [Fact]
    public async Task A_plan_without_allowance_in_between_wins_nothing()
    {
        await Open("small");
        await Consume(40, operation: "c");
        await Change("zero", PlanChangeTiming.Now);
        await Change("big");
        (await Ledger(2)).Should().Equal("-60 grant_voided plan-0000000001", "+260 grant_issued plan-0000000003");
        await Refund("c", 15);
        (await Ledger(4)).Should().Equal("+15 refunded [plan-0000000003 15]");
    }

    [Fact]
    public async Task A_period_without_a_grant_in_between_wins_nothing_either()
    {
        await Open("yearly");
        await Consume(100);
        await Change("zero", PlanChangeTiming.Now);
        At("2026-02-10");
        await Change("big");

        // February has no plan grant to replace, and 2026, for which the yearly grant was, goes on.
        (await TimedLedger(3)).Should().Equal("2026-02-10T00:00:00Z +200 grant_issued plan-0000000003");
        await Change("tiny", PlanChangeTiming.Now);
        (await Ledger(4)).Should().Equal("-200 grant_voided plan-0000000003");
    }

    [Fact]
    public async Task What_came_back_after_a_change_counts_for_the_next()
    {
        await Open("small");
        await Consume(40, operation: "c");
        await Change("big");
        await Refund("c", 15);
        await Change("huge");

        // 25 are used: of the 1,000, 975 are left; the 275 of the plan in between are voided.
        (await Ledger(5)).Should().Equal("-275 grant_voided plan-0000000002", "+975 grant_issued plan-0000000003");
    }

    [Fact]
    public async Task An_administrators_void_of_a_replacement_counts_like_that_of_the_first()
    {
        await Open("small");
        await Void("plan-0000000001", 10);
        await Change("big");
        await Void("plan-0000000002", 20);
        await Change("huge");
        (await Ledger(5)).Should().Equal("-270 grant_voided plan-0000000002", "+970 grant_issued plan-0000000003");
    }
}
