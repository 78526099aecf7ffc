namespace Credits.Tests.Semantics.Plans;

/// <summary>Section 4: what counts as used when the plan changes, so that nobody wins credits by changing back and forth.</summary>
public sealed class UsedAllowanceTests : ChangeScenario
{
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
    public async Task A_change_to_the_same_plan_now_wins_nothing()
    {
        await Open("small");
        await Consume(25);
        await Change("small", PlanChangeTiming.Now);
        (await Ledger(2)).Should().Equal("-75 grant_voided plan-0000000001", "+75 grant_issued plan-0000000002");
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
