using Credits.Pricing;

namespace Credits.Tests.Semantics.Plans;

/// <summary>Section 4: what comes back to a voided plan grant goes to the grant that replaced it.</summary>
public sealed class ReplacementTests : Scenario
{
    public ReplacementTests() => Plans(
        new CreditPlan("small") { Allowance = 100 },
        new CreditPlan("big") { Allowance = 300 },
        new CreditPlan("huge") { Allowance = 1_000 },
        new CreditPlan("tiny") { Allowance = 50 },
        new CreditPlan("weekly") { Allowance = 300, Period = PlanPeriod.Week });

    [Fact]
    public async Task A_release_goes_to_the_replacement()
    {
        await Open("small");
        await Reserve("r", 30);
        await Change("big");
        await Release("r");
        (await Ledger(4)).Should().Equal("+30 returned [plan-0000000002 30]");
        (await Fate("plan-0000000001")).Should().Be("100 = 100 voided");
        (await Fate("plan-0000000002")).Should().Be("300 = 300 remaining");
    }

    [Fact]
    public async Task A_captures_difference_goes_to_the_replacement()
    {
        await Open("small");
        await Reserve("r", 30);
        await Change("big");
        await Capture("r", 12);
        (await Ledger(4)).Should().Equal("+18 returned [plan-0000000002 18]");
        (await Fate("plan-0000000001")).Should().Be("100 = 12 consumed + 88 voided");
        (await Fate("plan-0000000002")).Should().Be("288 = 288 remaining");
    }

    [Fact]
    public async Task A_refund_goes_to_the_replacement()
    {
        await Open("small");
        await Consume(40, operation: "c");
        await Change("big");
        await Refund("c", 15);
        (await Ledger(4)).Should().Equal("+15 refunded [plan-0000000002 15]");
        (await Fate("plan-0000000001")).Should().Be("100 = 25 consumed + 75 voided");
        (await Fate("plan-0000000002")).Should().Be("275 = 275 remaining");
    }

    [Fact]
    public async Task An_expiring_reservation_goes_to_the_replacement()
    {
        await Open("small");
        await Reserve("r", 30);
        await Change("big");
        At("2026-01-05T10:00Z");
        (await Ledger(4)).Should().Equal("+30 reservation_expired [plan-0000000002 30]");
    }

    [Fact]
    public async Task Chains_are_followed()
    {
        await Open("small");
        await Consume(30, operation: "c");
        await Change("big");
        await Change("huge");
        await Refund("c");
        (await Ledger(6)).Should().Equal("+30 refunded [plan-0000000003 30]");
        (await Fate("plan-0000000001")).Should().Be("100 = 100 voided");
        (await Fate("plan-0000000002")).Should().Be("270 = 270 voided");
        (await Fate("plan-0000000003")).Should().Be("1000 = 1000 remaining");
    }

    [Fact]
    public async Task A_replacement_of_0_receives_as_well()
    {
        await Open("small");
        await Consume(80, operation: "c");
        await Change("tiny", PlanChangeTiming.Now);
        await Refund("c", 30);
        (await Ledger(3)).Should().Equal("+30 refunded [plan-0000000002 30]");
        (await Fate("plan-0000000002")).Should().Be("30 = 30 remaining");
        await Consume(30);
        (await Fate("plan-0000000001")).Should().Be("100 = 50 consumed + 50 voided");
    }

    [Fact]
    public async Task Where_the_replacement_is_gone_what_comes_back_lapses_with_the_grant_it_came_from()
    {
        await Open("small");
        At("2026-01-31T12:00Z");
        await Reserve("r", 30, life: Days(2));
        await Change("big");
        At("2026-02-01T12:00Z");
        await Release("r");
        (await TimedLedger(6)).Should().Equal(
            "2026-02-01T12:00:00Z +30 returned [plan-0000000001 30]", "2026-02-01T12:00:00Z -30 grant_expired plan-0000000001");
        (await Fate("plan-0000000001")).Should().Be("100 = 30 expired + 70 voided");
    }

    [Fact]
    public async Task What_comes_back_before_the_replacements_end_is_the_replacements_whatever_the_old_period_was()
    {
        At("2026-01-07T09:00Z");
        await Open("small");
        await Consume(40, operation: "c");
        await Change("weekly");
        At("2026-01-12");
        await Refund("c");

        // The weekly grant that replaced it ended on the 12th: the credits lapse although January goes on.
        (await Ledger(6)).Should().Equal("+40 refunded [plan-0000000001 40]", "-40 grant_expired plan-0000000001");
    }

    [Fact]
    public async Task Two_grants_with_one_receiver_are_one_allocation()
    {
        await Open("small");
        await Reserve("r", 10, "metered");
        await Change("big");
        await Capture("r", 35);
        await Change("huge");

        // 25 of overage from plan 2 and 10 from plan 1, both replaced by plan 3.
        await Refund("r");
        (await LastRow()).Allocations.Should().Equal(new Allocation("plan-0000000003", 35));
        (await Fate("plan-0000000003")).Should().Be("1000 = 1000 remaining");
    }

    [Fact]
    public async Task An_emptied_replacement_that_receives_can_be_spent_again()
    {
        await Open("small");
        await Consume(40, operation: "c");
        await Change("big");
        await Consume(260);
        await Refund("c", 5);
        await Consume(5);
        (await Ledger(6)).Should().Equal("-5 consumed [plan-0000000002 5]");
    }

    [Fact]
    public async Task Other_grants_of_the_same_debit_get_their_own_back()
    {
        await Open("small");
        await Purchase("p", 50);
        await Reserve("r", 120);
        await Change("big");
        await Release("r");

        // Burnt: plan 100, purchase 20; the last burnt comes back first.
        (await LastRow()).Allocations.Should().Equal(new Allocation("p", 20), new Allocation("plan-0000000003", 100));
    }
}
