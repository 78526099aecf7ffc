using Credits.Pricing;

namespace Credits.Tests.Semantics.Notices;

/// <summary>Sections 8 and 12: credits_expiring, and the notices of what falls due.</summary>
public sealed class ExpiryNoticeTests : Scenario
{
    [Fact]
    public async Task A_grant_with_credits_remaining_is_announced_its_lead_before_it_expires()
    {
        await Open();
        await WarnBeforeExpiry(Days(3));
        await Grant("g", 10, until: "2026-01-20");
        await Consume(4);
        At("2026-01-16T23:59:59.999999Z");
        await Balance();
        (await Told()).Should().BeEmpty();
        At("2026-01-18");
        await Balance();
        (await TimedTold()).Should().Equal("2026-01-17T00:00:00Z credits_expiring g 6 until 2026-01-20T00:00:00Z");
    }

    [Fact]
    public async Task Once_for_each_grant()
    {
        await Open();
        await WarnBeforeExpiry(Days(3));
        await Grant("g", 10, until: "2026-01-20");
        await Purchase("p", 5, until: "2026-01-21");
        At("2026-01-19");
        await Consume(1);
        await WarnBeforeExpiry(Days(2));
        await Consume(1);
        (await Told()).Should().Equal("credits_expiring g 10 until 2026-01-20T00:00:00Z", "credits_expiring p 5 until 2026-01-21T00:00:00Z");
    }

    [Fact]
    public async Task It_is_off_until_a_lead_is_set_and_off_again_without_one()
    {
        await Open();
        await Grant("a", 10, until: "2026-01-10");
        await Grant("b", 10, until: "2026-01-20");
        At("2026-01-12");
        await WarnBeforeExpiry(Days(1));
        await WarnBeforeExpiry(null);
        At("2026-01-25");
        await Balance();
        (await Told()).Should().BeEmpty();
    }

    [Fact]
    public async Task Plan_grants_are_not_announced_and_rollovers_are()
    {
        Plans(new CreditPlan("pro") { Allowance = 100, Rollover = new(30) });
        await Open("pro");
        await WarnBeforeExpiry(Days(2));
        At("2026-02-28");
        await Balance();
        (await TimedTold()).Should().Equal(
            "2026-02-01T00:00:00Z plan_reset pro", "2026-02-27T00:00:00Z credits_expiring rollover-0000000002 30 until 2026-03-01T00:00:00Z");
    }

    [Fact]
    public async Task A_grant_that_never_expires_is_not_announced()
    {
        await Open("free");
        await WarnBeforeExpiry(Days(7));
        At("2036-01-01");
        await Balance();
        (await Told()).Should().BeEmpty();
    }

    [Fact]
    public async Task One_with_nothing_remaining_at_that_instant_is_not_announced_whatever_comes_back_later()
    {
        await Open();
        await Purchase("spare", 1);
        await WarnBeforeExpiry(Days(3));
        await Grant("g", 10, until: "2026-01-20");
        await Consume(4, operation: "c");
        await Reserve("r", 6, life: Days(7));
        At("2026-01-11");
        await Extend("r", Days(7));
        At("2026-01-17T12:00Z");
        await Release("r");
        await Refund("c");
        At("2026-01-19");
        await Balance();
        (await Told()).Should().BeEmpty();
    }

    [Fact]
    public async Task It_is_looked_at_again_when_alerts_are_set()
    {
        await Open();
        await Purchase("spare", 1);
        await WarnBeforeExpiry(Days(3));
        await Grant("g", 10, until: "2026-01-20");
        await Consume(10, operation: "c");
        At("2026-01-18");
        await Refund("c", 4);
        await WarnBeforeExpiry(Days(3));
        At("2026-01-18T06:00Z");
        await Balance();
        (await TimedTold()).Should().Equal("2026-01-18T00:00:00Z credits_expiring g 4 until 2026-01-20T00:00:00Z");
    }

    [Fact]
    public async Task A_lead_that_has_passed_when_it_is_set_is_due_at_the_setting()
    {
        await Open();
        await Grant("g", 10, until: "2026-01-20");
        At("2026-01-18");
        await WarnBeforeExpiry(Days(3));
        At("2026-01-19");
        await Balance();
        (await TimedTold()).Should().Equal("2026-01-18T00:00:00Z credits_expiring g 10 until 2026-01-20T00:00:00Z");
    }

    [Fact]
    public async Task A_grant_made_inside_the_lead_is_announced_with_the_wallets_next_command()
    {
        await Open();
        await WarnBeforeExpiry(Days(3));
        await Grant("g", 10, until: "2026-01-06");
        (await Told()).Should().BeEmpty();
        At("2026-01-05T12:00Z");
        await Balance();
        (await TimedTold()).Should().Equal("2026-01-05T09:00:00Z credits_expiring g 10 until 2026-01-06T00:00:00Z");
    }

    [Fact]
    public async Task A_scheduled_grant_inside_the_lead_is_announced_at_its_row()
    {
        await Open();
        await WarnBeforeExpiry(Days(5));
        await Grant("g", 10, from: "2026-01-10", until: "2026-01-12");
        At("2026-01-11");
        await Balance();
        (await TimedTold()).Should().Equal("2026-01-10T00:00:00Z credits_expiring g 10 until 2026-01-12T00:00:00Z");
    }

    [Fact]
    public async Task It_is_due_after_everything_else_of_its_instant()
    {
        await Open();
        await WarnBeforeExpiry(Days(7));
        At("2026-01-12T12:00Z");
        await Grant("g", 10, until: "2026-01-20");
        await Reserve("r", 4, life: Hours(12));
        At("2026-01-13");
        await Balance();

        // The reservation expires at the same instant, and its credits are back when the grant is looked at.
        (await Told()).Should().Equal("reservation_expired r 4", "credits_expiring g 10 until 2026-01-20T00:00:00Z");
    }

    [Fact]
    public async Task A_notice_does_not_move_credits()
    {
        await Open();
        await WarnBeforeExpiry(Days(3));
        await Grant("g", 10, until: "2026-01-20");
        At("2026-01-18");
        (await Ledger(1)).Should().BeEmpty();
        await Consume(10);
    }

    [Fact]
    public async Task A_reservation_that_expires_is_told_with_what_came_back()
    {
        await Open("pro");
        await Reserve("r", 5, "test-cases");
        At("2026-01-05T12:00Z");
        await Balance();
        (await TimedTold()).Should().Equal("2026-01-05T10:00:00Z reservation_expired r 50");
    }

    [Fact]
    public async Task Captures_and_releases_tell_nobody()
    {
        await Open("pro");
        await Reserve("r", 5);
        await Reserve("r2", 5);
        await Capture("r", 1);
        await Release("r2");
        At("2026-01-05T12:00Z");
        await Balance();
        (await Told()).Should().BeEmpty();
    }

    [Fact]
    public async Task A_reset_that_changes_the_plan_tells_of_the_new_one()
    {
        await Open("max");
        await Change("pro");
        At("2026-02-01");
        await Balance();
        (await Told()).Should().Equal("plan_reset pro");
    }

    [Fact]
    public async Task A_notice_survives_a_restart_and_is_not_repeated()
    {
        await Open();
        await WarnBeforeExpiry(Days(3));
        await Grant("g", 10, until: "2026-01-20");
        At("2026-01-18");
        await Balance();
        Restart();
        At("2026-01-19");
        await Balance();
        (await Told()).Should().HaveCount(1);
    }

    [Fact]
    public async Task It_comes_before_the_expiry_even_where_nobody_looked_in_between()
    {
        await Open();
        await WarnBeforeExpiry(Hours(1));
        await Grant("g", 10, until: "2026-01-05T09:30Z");
        At("2026-01-05T12:00Z");
        await Balance();
        (await TimedTold()).Should().Equal("2026-01-05T09:00:00Z credits_expiring g 10 until 2026-01-05T09:30:00Z");
        (await TimedLedger(1)).Should().Equal("2026-01-05T09:30:00Z -10 grant_expired g");
    }

    [Fact]
    public async Task A_lead_longer_than_any_grants_life_is_due_at_its_row()
    {
        await Open();
        await WarnBeforeExpiry(Days(100_000));
        await Grant("g", 10, until: "2100-01-01");
        await Balance();
        (await TimedTold()).Should().Equal("2026-01-05T09:00:00Z credits_expiring g 10 until 2100-01-01T00:00:00Z");
    }
}
