using NodaTime;

namespace Credits.Tests.Semantics.Refunds;

/// <summary>Sections 6 and 12: what comes back to a grant that has ended.</summary>
public sealed class ReturnsToEndedGrantsTests : Scenario
{
    [Fact]
    public async Task It_expires_at_once_a_credit_row_then_an_expiry_row_at_the_same_instant()
    {
        await Open();
        await Grant("g", 100, until: "2026-01-06");
        await Consume(40, operation: "c");
        At("2026-01-07T12:00Z");
        await Refund("c", 25, operation: "sorry");
        (await TimedLedger(3)).Should().Equal("2026-01-07T12:00:00Z +25 refunded [g 25]", "2026-01-07T12:00:00Z -25 grant_expired g");
        (await Holds()).Should().Be("0");
        (await Fate("g")).Should().Be("100 = 15 consumed + 85 expired");
        Transaction lapse = await LastRow();
        (lapse.Operation, lapse.Reason, lapse.ActorId).Should().Be(("sorry", null, "boss"));
    }

    [Fact]
    public async Task It_survived_for_what_was_pinned()
    {
        await Open();
        await Grant("g", 100, until: "2026-01-06");
        await Reserve("r", 40, life: Days(3));
        At("2026-01-07");
        (await Fate("g")).Should().Be("100 = 40 reserved + 60 expired");
        (await Capture("r", 40)).Value.Amount.Should().Be(40);
        (await Fate("g")).Should().Be("100 = 40 consumed + 60 expired");
    }

    [Fact]
    public async Task Only_the_ended_ones_lapse()
    {
        await Open();
        await Grant("a", 10, until: "2026-01-06");
        await Grant("b", 10, until: "2026-01-07");
        await Purchase("p", 10);
        await Reserve("r", 25, life: Days(5));
        At("2026-01-08");
        await Release("r");
        IReadOnlyList<string> rows = await Ledger(4);
        rows[0].Should().Be("+25 returned [p 5, b 10, a 10]");
        rows.Skip(1).Should().BeEquivalentTo("-10 grant_expired a", "-10 grant_expired b");
        (await Holds()).Should().Be("10");
    }

    [Fact]
    public async Task A_reservation_that_expires_after_its_grant_lapses_too()
    {
        await Open();
        await Grant("g", 100, until: "2026-01-06");
        await Reserve("r", 40, life: Days(3));
        At("2026-01-10");
        (await TimedLedger(2)).Should().Equal(
            "2026-01-06T00:00:00Z -60 grant_expired g",
            "2026-01-08T09:00:00Z +40 reservation_expired [g 40]",
            "2026-01-08T09:00:00Z -40 grant_expired g");
        (await LastRow()).ActorId.Should().Be("system");
    }

    [Fact]
    public async Task With_reissue_it_is_granted_again_as_an_adjustment_that_lives_for_the_grace()
    {
        Reissue(Days(7));
        await Open();
        await Grant("g", 100, until: "2026-01-06");
        await Consume(40, operation: "c");
        At("2026-01-07T12:00Z");
        await Refund("c", 25, operation: "sorry");
        (await TimedLedger(3)).Should().Equal(
            "2026-01-07T12:00:00Z +25 refunded [g 25]",
            "2026-01-07T12:00:00Z -25 grant_expired g",
            "2026-01-07T12:00:00Z +25 grant_issued adjustment-0000000002");
        CreditGrant grant = await Lot("adjustment-0000000002");
        (grant.Kind, grant.Priority, grant.EffectiveAt, grant.ExpiresAt)
            .Should().Be((GrantKind.Adjustment, 100, Instant("2026-01-07T12:00Z"), (Instant?)Instant("2026-01-14T12:00Z")));
        (await LastRow()).Operation.Should().Be("sorry");
        await Consume(25);
    }

    [Fact]
    public async Task One_adjustment_a_return_of_the_sum_after_its_expiry_rows()
    {
        Reissue(Hours(1));
        await Open();
        await Grant("a", 10, until: "2026-01-06");
        await Grant("b", 10, until: "2026-01-07");
        await Purchase("p", 10);
        await Reserve("r", 25, life: Days(5));
        At("2026-01-08");
        await Capture("r", 2, operation: "done");

        // 23 return: p 5, b 10, a 8; the 18 that would lapse are issued again.
        IReadOnlyList<string> rows = await Ledger(4);
        rows[0].Should().Be("+23 returned [p 5, b 10, a 8]");
        rows.Skip(1).Take(2).Should().BeEquivalentTo("-10 grant_expired b", "-8 grant_expired a");
        rows[3].Should().Be("+18 grant_issued adjustment-0000000004");
        rows.Should().HaveCount(4);
        (await Rows()).Skip(4).Select(r => r.Operation).Should().OnlyContain(o => o == "done");
    }

    [Fact]
    public async Task For_expiring_reservations_too()
    {
        Reissue(Days(7));
        await Open();
        await Grant("g", 100, until: "2026-01-06");
        await Reserve("r", 40, life: Days(3));
        At("2026-01-10");
        (await TimedLedger(4)).Should().Equal(
            "2026-01-08T09:00:00Z -40 grant_expired g", "2026-01-08T09:00:00Z +40 grant_issued adjustment-0000000002");
        Transaction row = await LastRow();
        (row.ActorId, row.Operation).Should().Be(("system", null));
        (await Lot("adjustment-0000000002")).ExpiresAt.Should().Be(Instant("2026-01-15T09:00Z"));
    }

    [Fact]
    public async Task For_a_cancelled_plans_grant_as_well()
    {
        Reissue(Days(7));
        await Open("pro");
        await Consume(40, operation: "c");
        await Cancel(PlanCancelTiming.Now);
        await Refund("c");
        (await Ledger(3)).Should().Equal(
            "+40 refunded [plan-0000000001 40]", "-40 grant_expired plan-0000000001", "+40 grant_issued adjustment-0000000002");
    }

    [Fact]
    public async Task Not_for_a_grant_that_simply_expires()
    {
        Reissue(Days(7));
        await Open();
        await Grant("g", 100, until: "2026-01-06");
        At("2026-01-07");
        (await Ledger(1)).Should().Equal("-100 grant_expired g");
    }

    [Fact]
    public async Task Not_for_what_returns_to_a_living_grant()
    {
        Reissue(Days(7));
        await Open();
        await Purchase("p", 100);
        await Reserve("r", 40);
        await Release("r");
        (await Ledger(2)).Should().Equal("+40 returned [p 40]");
    }

    [Fact]
    public async Task A_reissued_grant_expires_like_any_other_and_what_returns_to_it_lapses_or_lives_again()
    {
        Reissue(Hours(2));
        await Open();
        await Grant("g", 10, until: "2026-01-06");
        await Consume(10, operation: "c");
        At("2026-01-07");
        await Refund("c", 6);
        await Consume(4, operation: "c2");
        At("2026-01-07T02:00Z");
        (await TimedLedger(5)).Should().Equal("2026-01-07T00:00:00Z -4 consumed [adjustment-0000000002 4]", "2026-01-07T02:00:00Z -2 grant_expired adjustment-0000000002");
        await Refund("c2");
        (await Ledger(7)).Should().Equal(
            "+4 refunded [adjustment-0000000002 4]", "-4 grant_expired adjustment-0000000002", "+4 grant_issued adjustment-0000000003");
    }
}
