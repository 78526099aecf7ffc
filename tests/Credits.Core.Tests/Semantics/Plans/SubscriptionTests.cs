using Credits.Pricing;

namespace Credits.Tests.Semantics.Plans;

/// <summary>Section 4: what a plan gives when it begins.</summary>
public sealed class SubscriptionTests : Scenario
{
    [Fact]
    public async Task The_free_plan_gives_welcome_credits_that_never_expire_and_nothing_else()
    {
        (await Open("free")).Value.Available.Should().Be(1_000);
        (await Ledger()).Should().Equal("+1000 grant_issued complimentary-0000000001");
        (await Lot("complimentary-0000000001")).ExpiresAt.Should().BeNull();
        At("2036-01-01");
        (await Holds()).Should().Be("1000");
        (await Rows()).Should().ContainSingle();
        (await Told()).Should().BeEmpty();
    }

    [Fact]
    public async Task A_paid_plan_gives_its_whole_allowance_at_once_until_the_periods_end()
    {
        At("2026-01-31T23:59:59Z");
        await Open("pro");
        (await TimedLedger()).Should().Equal("2026-01-31T23:59:59Z +5000 grant_issued plan-0000000001");
        CreditGrant grant = await Lot("plan-0000000001");
        (grant.Kind, grant.Priority, grant.EffectiveAt, grant.ExpiresAt).Should().Be((GrantKind.Plan, 100, Instant("2026-01-31T23:59:59Z"), Instant("2026-02-01")));
    }

    [Fact]
    public async Task Welcome_credits_come_after_the_plans_own_grant()
    {
        Plans(new CreditPlan("both") { Allowance = 100, Welcome = 10 });
        await Open("both");
        (await Ledger()).Should().Equal("+100 grant_issued plan-0000000001", "+10 grant_issued complimentary-0000000002");
        CreditGrant welcome = await Lot("complimentary-0000000002");
        (welcome.Kind, welcome.Priority, welcome.ExpiresAt).Should().Be((GrantKind.Complimentary, 100, null));
    }

    [Fact]
    public async Task Welcome_credits_come_once_in_a_wallets_life_whatever_plans_follow()
    {
        Plans(
            new CreditPlan("one") { Welcome = 10 },
            new CreditPlan("two") { Allowance = 100, Welcome = 20 });
        await Open("one");
        await Change("two");
        await Cancel(PlanCancelTiming.Now);
        await Change("one");
        At("2026-03-01");
        await Change("two");
        (await Rows()).Count(r => r.Grant!.StartsWith("complimentary", StringComparison.Ordinal)).Should().Be(1);
    }

    [Fact]
    public async Task They_come_with_the_first_plan_that_has_them()
    {
        await Open("pro");
        await Change("free", PlanChangeTiming.Now);
        (await Ledger(1)).Should().Equal("-5000 grant_voided plan-0000000001", "+1000 grant_issued complimentary-0000000003");
    }

    [Fact]
    public async Task They_come_at_a_reset_as_well_after_the_plans_own_grant()
    {
        Plans(new CreditPlan("pro") { Allowance = 100 }, new CreditPlan("both") { Allowance = 50, Welcome = 7 });
        await Open("pro");
        await Change("both", PlanChangeTiming.NextReset);
        (await Ledger(1)).Should().BeEmpty();
        At("2026-02-01");
        (await Ledger(1)).Should().Equal(
            "-100 grant_expired plan-0000000001", "+50 grant_issued plan-0000000002", "+7 grant_issued complimentary-0000000003");
    }

    [Fact]
    public async Task A_wallet_may_be_opened_without_a_plan_and_begin_one_later()
    {
        await Open();
        (await Holds()).Should().Be("0");
        WalletBalance before = await Balance();
        (before.Plan, before.NextReset).Should().Be((null, null));
        At("2026-01-20");
        (await Change("pro")).Value.Effective.Should().Be(Instant("2026-01-20"));
        WalletBalance after = await Balance();
        (after.Plan, after.NextReset).Should().Be(("pro", Instant("2026-02-01")));
    }

    [Fact]
    public async Task A_wallet_is_opened_once()
    {
        await Open("pro");
        await Refused(Open("pro"), RefusalCode.WalletExists);
    }

    [Fact]
    public async Task That_it_exists_comes_before_that_the_plan_does_not()
    {
        await Refused(Open("nope"), RefusalCode.PlanNotFound);
        await Refused(Balance(), RefusalCode.WalletNotFound);
        await Open();
        await Refused(Open("nope"), RefusalCode.WalletExists);
    }

    [Fact]
    public async Task That_the_plan_does_not_exist_comes_before_that_there_is_none()
    {
        await Open();
        await Refused(Change("nope", PlanChangeTiming.NextReset), RefusalCode.PlanNotFound);
        await Refused(Change("pro", PlanChangeTiming.NextReset), RefusalCode.NoPlan);
        await Refused(Cancel(), RefusalCode.NoPlan);
        await Refused(Cancel(PlanCancelTiming.Now), RefusalCode.NoPlan);
    }

    [Fact]
    public async Task A_plan_without_allowance_resets_too_without_row_or_notice()
    {
        await Open("free");
        Text((await Balance()).NextReset!.Value).Should().Be("2026-02-01T00:00:00Z");
        At("2026-02-01");
        Text((await Balance()).NextReset!.Value).Should().Be("2026-03-01T00:00:00Z");
        (await Ledger(1)).Should().BeEmpty();
        (await Told()).Should().BeEmpty();
    }

    [Fact]
    public async Task Where_nothing_is_replaced_an_allowance_of_0_is_no_grant()
    {
        Plans(new CreditPlan("empty"));
        await Open("empty");
        (await Lots()).Should().BeEmpty();
    }
}
