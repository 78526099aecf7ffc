using Credits.Pricing;

namespace Credits.Tests.Semantics.Plans;

/// <summary>Section 4: cancelling, and what waits for the next reset.</summary>
public sealed class CancelTests : Scenario
{
    public CancelTests() => Plans(
        new CreditPlan("small") { Allowance = 100, Rollover = new(30) },
        new CreditPlan("big") { Allowance = 300 },
        new CreditPlan("tiny") { Allowance = 50 },
        new CreditPlan("zero"));

    [Fact]
    public async Task By_default_the_plan_ends_with_the_period_without_rollover_or_reset_notice()
    {
        await Open("small");
        (await Cancel()).Value.Effective.Should().Be(Instant("2026-02-01"));
        (await Holds()).Should().Be("100");
        WalletBalance waiting = await Balance();
        (waiting.Plan, waiting.NextReset).Should().Be(("small", null));
        At("2026-02-01");
        (await TimedLedger(1)).Should().Equal("2026-02-01T00:00:00Z -100 grant_expired plan-0000000001");
        (await Told()).Should().BeEmpty();
        (await Balance()).Plan.Should().BeNull();
        At("2026-06-01");
        (await Ledger(2)).Should().BeEmpty();
    }

    [Fact]
    public async Task Now_voids_the_rest_at_once()
    {
        await Open("small");
        await Consume(40);
        At("2026-01-10");
        (await Cancel(PlanCancelTiming.Now, operation: "bye")).Value.Effective.Should().Be(Instant("2026-01-10"));
        (await TimedLedger(2)).Should().Equal("2026-01-10T00:00:00Z -60 grant_voided plan-0000000001");
        (await LastRow()).Operation.Should().Be("bye");
        (await Balance()).Plan.Should().BeNull();
        At("2026-03-01");
        (await Ledger(3)).Should().BeEmpty();
    }

    [Fact]
    public async Task Purchased_and_granted_credits_are_not_touched()
    {
        await Open("small");
        await Purchase("p", 10);
        await Grant("g", 5);
        await Cancel(PlanCancelTiming.Now);
        (await Holds()).Should().Be("15");
        await Consume(15);
    }

    [Fact]
    public async Task What_was_reserved_of_a_cancelled_grant_lapses_when_it_comes_back()
    {
        await Open("small");
        await Reserve("r", 30);
        await Cancel(PlanCancelTiming.Now);
        (await Holds()).Should().Be("0+30");
        At("2026-01-05T09:30Z");
        await Capture("r", 10);
        (await TimedLedger(3)).Should().Equal(
            "2026-01-05T09:30:00Z +20 returned [plan-0000000001 20]", "2026-01-05T09:30:00Z -20 grant_expired plan-0000000001");
        (await Fate("plan-0000000001")).Should().Be("100 = 10 consumed + 20 expired + 70 voided");
    }

    [Fact]
    public async Task A_refund_to_a_cancelled_grant_lapses_too()
    {
        await Open("small");
        await Consume(40, operation: "c");
        await Cancel(PlanCancelTiming.Now);
        await Refund("c");
        (await Ledger(3)).Should().Equal("+40 refunded [plan-0000000001 40]", "-40 grant_expired plan-0000000001");
        (await Holds()).Should().Be("0");
    }

    [Fact]
    public async Task Subscribing_within_the_period_left_unfinished_replaces_the_cancelled_grant()
    {
        await Open("small");
        await Consume(40, operation: "c");
        await Cancel(PlanCancelTiming.Now);
        At("2026-01-20");
        await Change("small");
        (await TimedLedger(3)).Should().Equal("2026-01-20T00:00:00Z +60 grant_issued plan-0000000002");
        await Refund("c", 15);
        (await Ledger(4)).Should().Equal("+15 refunded [plan-0000000002 15]");
        (await Fate("plan-0000000002")).Should().Be("75 = 75 remaining");
    }

    [Fact]
    public async Task Subscribing_to_less_than_was_used_replaces_it_with_0()
    {
        await Open("small");
        await Consume(70, operation: "c");
        await Cancel(PlanCancelTiming.Now);
        await Change("tiny");
        (await Ledger(3)).Should().BeEmpty();
        await Refund("c", 5);
        (await Ledger(3)).Should().Equal("+5 refunded [plan-0000000002 5]");
    }

    [Fact]
    public async Task Subscribing_after_that_period_grants_the_whole_allowance()
    {
        await Open("small");
        await Consume(40);
        await Cancel(PlanCancelTiming.Now);
        At("2026-02-01");
        await Change("small");
        (await Ledger(3)).Should().Equal("+100 grant_issued plan-0000000002");
    }

    [Fact]
    public async Task Subscribing_after_a_cancel_at_the_periods_end_grants_the_whole_allowance()
    {
        await Open("small");
        await Consume(40);
        await Cancel();
        At("2026-02-15");
        await Change("small");
        (await TimedLedger(2)).Should().Equal(
            "2026-02-01T00:00:00Z -60 grant_expired plan-0000000001", "2026-02-15T00:00:00Z +100 grant_issued plan-0000000002");
    }

    [Fact]
    public async Task Cancelling_twice_now_and_subscribing_again_wins_nothing()
    {
        await Open("small");
        await Consume(40);
        await Cancel(PlanCancelTiming.Now);
        await Change("small");
        await Consume(10);
        await Cancel(PlanCancelTiming.Now);
        await Change("big");
        (await Holds()).Should().Be("250");
    }

    [Fact]
    public async Task A_cancel_asked_after_a_change_is_what_waits()
    {
        await Open("small");
        await Change("tiny");
        await Cancel();
        At("2026-02-01");
        (await Ledger(1)).Should().Equal("-100 grant_expired plan-0000000001");
        (await Balance()).Plan.Should().BeNull();
    }

    [Fact]
    public async Task A_change_asked_after_a_cancel_is_what_waits()
    {
        await Open("small");
        await Cancel();
        await Change("tiny");
        Text((await Balance()).NextReset!.Value).Should().Be("2026-02-01T00:00:00Z");
        At("2026-02-01");
        (await Balance()).Plan.Should().Be("tiny");
        (await Told()).Should().Equal("plan_reset tiny");
    }

    [Fact]
    public async Task Of_two_changes_the_last_asked_waits()
    {
        await Open("small");
        await Change("tiny");
        await Change("zero");
        At("2026-02-01");
        (await Balance()).Plan.Should().Be("zero");
        At("2026-03-01");
        (await Balance()).Plan.Should().Be("zero");
    }

    [Fact]
    public async Task A_cancellation_is_taken_back_by_asking_for_the_plan_in_force()
    {
        await Open("small");
        await Cancel();
        await Change("small", PlanChangeTiming.NextReset);
        At("2026-02-01");
        (await Ledger(1)).Should().Equal(
            "-100 grant_expired plan-0000000001", "+30 grant_issued rollover-0000000002", "+100 grant_issued plan-0000000003");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_change_now_empties_what_waits(bool cancelled)
    {
        await Open("small");
        if (cancelled)
        {
            await Cancel();
        }
        else
        {
            await Change("tiny");
        }

        await Change("big", PlanChangeTiming.Now);
        At("2026-02-01");
        (await Balance()).Plan.Should().Be("big");
        (await Told()).Should().Equal("plan_reset big");
    }

    [Fact]
    public async Task An_auto_change_that_comes_to_now_empties_it_as_well()
    {
        await Open("small");
        await Cancel();
        await Change("big");
        Text((await Balance()).NextReset!.Value).Should().Be("2026-02-01T00:00:00Z");
        At("2026-02-01");
        (await Balance()).Plan.Should().Be("big");
    }

    [Fact]
    public async Task A_cancel_now_empties_it()
    {
        await Open("small");
        await Change("tiny");
        await Cancel(PlanCancelTiming.Now);
        await Change("big");
        At("2026-02-01");
        (await Balance()).Plan.Should().Be("big");
    }

    [Fact]
    public async Task What_waited_happens_once()
    {
        await Open("small");
        await Change("tiny");
        At("2026-02-01");
        await Change("small");
        At("2026-03-01");
        (await Balance()).Plan.Should().Be("small");
    }
}
