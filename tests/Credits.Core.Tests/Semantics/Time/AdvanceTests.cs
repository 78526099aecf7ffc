using Credits.Pricing;

namespace Credits.Tests.Semantics.Time;

/// <summary>Section 2: whatever became due is recorded in order of its own instant, and stamped with it.</summary>
public sealed class AdvanceTests : Scenario
{
    [Fact]
    public async Task What_fell_due_is_stamped_with_its_own_instant_not_with_the_look()
    {
        await Open();
        await Grant("g", 10, until: "2026-01-05T10:00Z");
        At("2026-01-20");
        await Balance();
        (await TimedLedger(1)).Should().Equal("2026-01-05T10:00:00Z -10 grant_expired g");
    }

    [Fact]
    public async Task Things_due_are_recorded_in_the_order_of_their_instants_whatever_they_are()
    {
        await Open("pro");
        await Grant("short", 10, until: "2026-02-02");
        await Grant("later", 7, from: "2026-01-20");
        await Reserve("r", 5, life: Hours(2));
        At("2026-02-03");
        await Balance();

        // The promotional grant expires after the plan's, so the reservation is of the plan grant.
        (await TimedLedger(3)).Should().Equal(
            "2026-01-05T11:00:00Z +5 reservation_expired [plan-0000000001 5]",
            "2026-01-20T00:00:00Z +7 grant_issued later",
            "2026-02-01T00:00:00Z -5000 grant_expired plan-0000000001",
            "2026-02-01T00:00:00Z +5000 grant_issued plan-0000000004",
            "2026-02-02T00:00:00Z -10 grant_expired short");
    }

    [Fact]
    public async Task Everything_due_at_one_instant_comes_in_the_order_of_the_contract()
    {
        Plans(new CreditPlan("pro") { Allowance = 100, Rollover = new(50) });
        await Open("pro");
        await WarnBeforeExpiry(Days(1));
        await Grant("b-gift", 30, until: "2026-02-01");
        await Grant("a-gift", 20, until: "2026-02-01");
        await Grant("z-later", 5, from: "2026-02-01");
        await Grant("Z-later", 6, from: "2026-02-01");
        await Grant("warned", 7, until: "2026-02-02");
        At("2026-01-31T00:00Z");
        await Reserve("r1", 5, life: Hours(24));
        await Reserve("R2", 10, life: Hours(24));
        At("2026-02-01T00:00Z");
        await Balance();

        // Six grants so far: the rollover is the seventh, the plan grant the eighth. Ids compare ordinally: capitals first.
        (await TimedLedger(6)).Should().Equal(
            "2026-02-01T00:00:00Z +10 reservation_expired [plan-0000000001 10]",
            "2026-02-01T00:00:00Z +5 reservation_expired [plan-0000000001 5]",
            "2026-02-01T00:00:00Z -20 grant_expired a-gift",
            "2026-02-01T00:00:00Z -30 grant_expired b-gift",
            "2026-02-01T00:00:00Z -100 grant_expired plan-0000000001",
            "2026-02-01T00:00:00Z +50 grant_issued rollover-0000000007",
            "2026-02-01T00:00:00Z +100 grant_issued plan-0000000008",
            "2026-02-01T00:00:00Z +6 grant_issued Z-later",
            "2026-02-01T00:00:00Z +5 grant_issued z-later");
        (await TimedTold()).Where(n => n.StartsWith("2026-02-01", StringComparison.Ordinal)).Should().Equal(
            "2026-02-01T00:00:00Z reservation_expired R2 10",
            "2026-02-01T00:00:00Z reservation_expired r1 5",
            "2026-02-01T00:00:00Z plan_reset pro",
            "2026-02-01T00:00:00Z credits_expiring warned 7 until 2026-02-02T00:00:00Z");
    }

    [Theory]
    [InlineData("refusal")]
    [InlineData("replay")]
    [InlineData("quote")]
    [InlineData("own usage")]
    [InlineData("transactions")]
    [InlineData("reused")]
    [InlineData("write")]
    public async Task Every_valid_and_authorised_command_advances(string what)
    {
        await Open("pro");
        await Consume(1, operation: "c1");
        At("2026-02-03");
        switch (what)
        {
            case "refusal":
                await Refused(Release("nope"), RefusalCode.ReservationNotFound);
                break;
            case "replay":
                (await Consume(1, operation: "c1")).IsReplayed.Should().BeTrue();
                break;
            case "quote":
                await Quote(1);
                break;
            case "own usage":
                await Usage(UsageGrouping.Feature, asking: Ada);
                break;
            case "transactions":
                await Rows();
                break;
            case "reused":
                await Refused(Consume(2, operation: "c1"), RefusalCode.OperationReused);
                break;
            default:
                await Limits();
                break;
        }

        (await TimedTold()).Should().Equal("2026-02-01T00:00:00Z plan_reset pro");
    }

    [Fact]
    public async Task What_is_not_authorised_or_not_valid_advances_nothing()
    {
        await Open("pro");
        At("2026-02-03");
        (await Admin.GetBalanceAsync(Acme, Ada)).Refusal!.Code.Should().Be(RefusalCode.NotAuthorized);
        await Invalid(Consume(0), "quantity");
        (await Told()).Should().BeEmpty();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Whether_a_sweeper_ran_changes_nothing(bool sweeping)
    {
        Plans(new CreditPlan("pro") { Allowance = 100, Rollover = new(20), Period = PlanPeriod.Week });
        await Open("pro");
        await WarnBeforeExpiry(Days(2));
        await Grant("promo", 40, until: "2026-01-20");
        await Reserve("r", 60, life: Hours(3));
        await Grant("later", 11, from: "2026-01-10", until: "2026-01-13");
        foreach (string at in new[] { "2026-01-05T12:00Z", "2026-01-10", "2026-01-12", "2026-01-13", "2026-01-18", "2026-01-19", "2026-01-20", "2026-01-21" })
        {
            At(at);
            if (sweeping)
            {
                await Maintenance.AdvanceDueAsync();
            }
        }

        (await TimedLedger(3)).Should().Equal(
            "2026-01-05T12:00:00Z +60 reservation_expired [plan-0000000001 60]",
            "2026-01-10T00:00:00Z +11 grant_issued later",
            "2026-01-12T00:00:00Z -100 grant_expired plan-0000000001",
            "2026-01-12T00:00:00Z +20 grant_issued rollover-0000000004",
            "2026-01-12T00:00:00Z +100 grant_issued plan-0000000005",
            "2026-01-13T00:00:00Z -11 grant_expired later",
            "2026-01-19T00:00:00Z -20 grant_expired rollover-0000000004",
            "2026-01-19T00:00:00Z -100 grant_expired plan-0000000005",
            "2026-01-19T00:00:00Z +20 grant_issued rollover-0000000006",
            "2026-01-19T00:00:00Z +100 grant_issued plan-0000000007",
            "2026-01-20T00:00:00Z -40 grant_expired promo");
        (await TimedTold()).Should().Equal(
            "2026-01-05T12:00:00Z reservation_expired r 60",
            "2026-01-11T00:00:00Z credits_expiring later 11 until 2026-01-13T00:00:00Z",
            "2026-01-12T00:00:00Z plan_reset pro",
            "2026-01-17T00:00:00Z credits_expiring rollover-0000000004 20 until 2026-01-19T00:00:00Z",
            "2026-01-18T00:00:00Z credits_expiring promo 40 until 2026-01-20T00:00:00Z",
            "2026-01-19T00:00:00Z plan_reset pro");
    }

    [Fact]
    public async Task A_sweep_counts_the_wallets_in_which_something_was_due()
    {
        await Open("pro");
        (await Maintenance.AdvanceDueAsync()).Should().Be(0);
        At("2026-02-01");
        (await Maintenance.AdvanceDueAsync()).Should().Be(1);
        (await Maintenance.AdvanceDueAsync()).Should().Be(0);
        (await Told()).Should().Equal("plan_reset pro");
    }
}
