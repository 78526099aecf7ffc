using NodaTime;

namespace Credits.Tests.Semantics.Plans;

/// <summary>Section 4: change of plan: when it takes effect, and what then is granted.</summary>
public sealed class ChangeTests : ChangeScenario
{
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
    public async Task An_ordinary_change_at_a_reset_grants_the_whole_allowance()
    {
        await Open("small");
        await Consume(70);
        await Change("tiny");
        At("2026-02-01");
        (await Ledger(2)).Should().Equal("-30 grant_expired plan-0000000001", "+50 grant_issued plan-0000000002");
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
}
