using Credits.Pricing;

namespace Credits.Tests.Semantics.Grants;

/// <summary>Section 3: the burn order is total.</summary>
public sealed class BurnOrderTests : Scenario
{
    [Fact]
    public async Task The_lower_priority_burns_first_whatever_else_says()
    {
        await Open();
        await Grant("soon", 10, priority: 2, until: "2026-01-06");
        await Grant("urgent", 10, priority: 1, until: "2027-01-01");
        await Consume(15);
        (await LastRow()).Allocations.Should().Equal(new Allocation("urgent", 10), new Allocation("soon", 5));
    }

    [Fact]
    public async Task Priority_is_100_where_none_is_given()
    {
        await Open();
        await Grant("given-101", 10, priority: 101);
        await Grant("default", 10);
        await Grant("given-99", 10, priority: 99);
        await Consume(25);
        (await Ledger(3)).Should().Equal("-25 consumed [given-99 10, default 10, given-101 5]");
    }

    [Fact]
    public async Task Priorities_0_and_255_are_the_first_and_the_last()
    {
        await Open();
        await Grant("last", 10, priority: 255);
        await Grant("first", 10, priority: 0);
        await Grant("middle", 10, priority: 128);
        await Consume(30);
        (await Ledger(3)).Should().Equal("-30 consumed [first 10, middle 10, last 10]");
    }

    [Fact]
    public async Task Of_equal_priority_the_sooner_expiry_burns_first_and_never_is_last()
    {
        await Open();
        await Grant("never", 10);
        await Grant("later", 10, until: "2026-03-01");
        await Grant("sooner", 10, until: "2026-02-01");
        await Consume(25);
        (await Ledger(3)).Should().Equal("-25 consumed [sooner 10, later 10, never 5]");
    }

    [Fact]
    public async Task Of_equal_expiry_the_kind_decides_complimentary_promotional_adjustment_purchased()
    {
        await Open();
        await Purchase("1-purchased", 10, until: "2026-03-01");
        await Grant("2-adjustment", 10, GrantKind.Adjustment, until: "2026-03-01");
        await Grant("3-promotional", 10, GrantKind.Promotional, until: "2026-03-01");
        await Grant("4-complimentary", 10, GrantKind.Complimentary, until: "2026-03-01");
        await Consume(40);
        (await Ledger(4)).Should().Equal("-40 consumed [4-complimentary 10, 3-promotional 10, 2-adjustment 10, 1-purchased 10]");
    }

    [Fact]
    public async Task Rollover_burns_before_plan_and_plan_before_complimentary_of_the_same_expiry()
    {
        Plans(new CreditPlan("pro") { Allowance = 100, Rollover = new(20) });
        await Open("pro");
        await Grant("gift", 10, GrantKind.Complimentary, until: "2026-03-01");
        At("2026-02-01");
        await Consume(125);

        // gift is grant 2; at the reset the rollover is 3 and the plan grant 4, all of them until 1 March.
        (await LastRow()).Allocations.Should().Equal(
            new Allocation("rollover-0000000003", 20), new Allocation("plan-0000000004", 100), new Allocation("gift", 5));
    }

    [Fact]
    public async Task Of_equal_kind_the_earlier_effectiveAt_burns_first_even_where_both_lie_in_the_past()
    {
        await Open();
        await Grant("a", 10, from: "2026-01-03");
        await Grant("b", 10, from: "2026-01-02");
        await Consume(15);
        (await Ledger(2)).Should().Equal("-15 consumed [b 10, a 5]");
    }

    [Fact]
    public async Task Last_of_all_the_id_decides_ordinally()
    {
        await Open();
        await Grant("b", 10);
        await Grant("a", 10);
        await Grant("B", 10);
        await Grant("ä", 10);
        await Consume(35);
        (await Ledger(4)).Should().Equal("-35 consumed [B 10, a 10, b 10, ä 5]");
    }

    [Fact]
    public async Task A_purchase_with_an_expiry_burns_before_a_gift_without()
    {
        await Open();
        await Grant("gift", 10, GrantKind.Complimentary);
        await Purchase("bought", 10, until: "2030-01-01");
        await Consume(12);
        (await Ledger(2)).Should().Equal("-12 consumed [bought 10, gift 2]");
    }

    [Fact]
    public async Task A_debit_names_only_the_grants_it_took_from()
    {
        await Open();
        await Grant("a", 10);
        await Grant("b", 10);
        await Consume(10);
        (await Ledger(2)).Should().Equal("-10 consumed [a 10]");
        await Consume(1);
        (await Ledger(3)).Should().Equal("-1 consumed [b 1]");
    }

    [Fact]
    public async Task What_comes_back_to_an_empty_grant_burns_at_its_old_place()
    {
        await Open();
        await Grant("a", 10);
        await Grant("b", 10);
        await Consume(10, operation: "c1");
        await Refund("c1", 4);
        await Consume(6);
        (await Ledger(4)).Should().Equal("-6 consumed [a 4, b 2]");
    }

    [Fact]
    public async Task GetGrants_lists_in_burn_order_then_scheduled_then_ended()
    {
        await Open();
        await Grant("ended", 5, until: "2026-01-06");
        await Grant("z-first", 5, priority: 1);
        await Grant("a-second", 5);
        await Grant("scheduled", 5, from: "2026-06-01");
        At("2026-01-07");
        (await Lots()).Select(g => (g.Id, g.BurnPlace)).Should().Equal(("z-first", 1), ("a-second", 2), ("scheduled", null), ("ended", null));
        (await Lots()).Select(g => g.State).Should().Equal(GrantState.Open, GrantState.Open, GrantState.Scheduled, GrantState.Ended);
    }
}
