using Credits.Pricing;

namespace Credits.Tests.Semantics.Plans;

/// <summary>Section 4: the reset at a period's boundary.</summary>
public sealed class ResetTests : Scenario
{
    [Fact]
    public async Task What_is_unused_expires_and_the_whole_allowance_is_granted_anew()
    {
        await Open("pro");
        await Consume(1_200);
        At("2026-02-01");
        (await Holds()).Should().Be("5000");
        (await TimedLedger(2)).Should().Equal(
            "2026-02-01T00:00:00Z -3800 grant_expired plan-0000000001", "2026-02-01T00:00:00Z +5000 grant_issued plan-0000000002");
        (await Told()).Should().Equal("plan_reset pro");
    }

    [Fact]
    public async Task The_rows_of_a_reset_are_the_systems_without_an_operation()
    {
        await Open("pro");
        At("2026-02-01");
        foreach (Transaction row in (await Rows()).Skip(1))
        {
            (row.ActorId, row.ActorName, row.Operation, row.Reason).Should().Be(("system", "System", null, null));
        }
    }

    [Fact]
    public async Task What_is_reserved_does_not_expire_until_it_comes_back()
    {
        await Open("pro");
        At("2026-01-31T12:00Z");
        await Reserve("r", 30, life: Days(1));
        At("2026-02-01");
        (await Holds()).Should().Be("5000+30");
        (await Fate("plan-0000000001")).Should().Be("5000 = 30 reserved + 4970 expired");
        At("2026-02-01T06:00Z");
        await Capture("r", 10);
        (await TimedLedger(4)).Should().Equal(
            "2026-02-01T06:00:00Z +20 returned [plan-0000000001 20]", "2026-02-01T06:00:00Z -20 grant_expired plan-0000000001");
        (await Fate("plan-0000000001")).Should().Be("5000 = 10 consumed + 4990 expired");
    }

    [Fact]
    public async Task An_allowance_used_up_leaves_no_expiry_row()
    {
        await Open("pro");
        await Consume(5_000);
        At("2026-02-01");
        (await Ledger(2)).Should().Equal("+5000 grant_issued plan-0000000002");
    }

    [Fact]
    public async Task Every_missed_period_is_recorded_one_by_one()
    {
        await Open("pro");
        At("2026-04-15");
        (await TimedLedger(1)).Should().Equal(
            "2026-02-01T00:00:00Z -5000 grant_expired plan-0000000001",
            "2026-02-01T00:00:00Z +5000 grant_issued plan-0000000002",
            "2026-03-01T00:00:00Z -5000 grant_expired plan-0000000002",
            "2026-03-01T00:00:00Z +5000 grant_issued plan-0000000003",
            "2026-04-01T00:00:00Z -5000 grant_expired plan-0000000003",
            "2026-04-01T00:00:00Z +5000 grant_issued plan-0000000004");
        (await TimedTold()).Should().Equal(
            "2026-02-01T00:00:00Z plan_reset pro", "2026-03-01T00:00:00Z plan_reset pro", "2026-04-01T00:00:00Z plan_reset pro");
    }

    [Fact]
    public async Task Purchased_and_granted_credits_are_not_touched()
    {
        await Open("pro");
        await Purchase("p", 300);
        await Grant("g", 20);
        At("2026-06-01");
        (await Fate("p")).Should().Be("300 = 300 remaining");
        (await Fate("g")).Should().Be("20 = 20 remaining");
    }

    [Fact]
    public async Task Two_years_of_days_are_two_years_of_resets()
    {
        Plans(new CreditPlan("daily") { Allowance = 1, Period = PlanPeriod.Day });
        await Open("daily");
        At("2028-01-05T09:00Z");
        await Balance();

        // 2026 and 2027 have 365 days each.
        (await Told()).Should().HaveCount(730);
    }
}
