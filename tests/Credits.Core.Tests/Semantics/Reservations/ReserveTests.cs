using Credits.Pricing;

namespace Credits.Tests.Semantics.Reservations;

/// <summary>Section 6: reserve and extend.</summary>
public sealed class ReserveTests : Scenario
{
    [Fact]
    public async Task A_reserve_takes_the_price_of_the_maximum_at_once()
    {
        await Open("free");
        CreditResult<CreditReservation> result = await Reserve("gen-1", 5, "test-cases", operation: "op-1");
        (result.Value.Id, result.Value.Amount, result.Value.Wallet).Should().Be(("gen-1", 50, Acme));
        result.Totals.Should().Be(new WalletTotals(950, 50));
        Transaction row = await LastRow();
        (row.Kind, row.Type, row.Amount, row.Balance).Should().Be((TransactionKind.Reserved, TransactionType.Debit, 50, 950));
        (row.Feature, row.Quantity, row.Reservation, row.Operation, row.ActorId).Should().Be(("test-cases", (Quantity?)5, "gen-1", "op-1", "u1"));
        row.Allocations.Should().Equal(new Allocation("complimentary-0000000001", 50));
    }

    [Fact]
    public async Task It_pins_the_grants_in_burn_order()
    {
        await Open();
        await Grant("b", 10);
        await Grant("a", 10);
        await Reserve("r", 15);
        (await Fate("a")).Should().Be("10 = 10 reserved");
        (await Fate("b")).Should().Be("10 = 5 remaining + 5 reserved");
    }

    [Fact]
    public async Task It_expires_after_an_hour_by_default()
    {
        await Open("pro");
        (await Reserve("r", 1)).Value.ExpiresAt.Should().Be(Instant("2026-01-05T10:00Z"));
    }

    [Fact]
    public async Task The_default_is_the_features()
    {
        Features(new CreditFeature("slow", new UnitPrice(1)) { ReservationTtl = Days(2) });
        await Open("pro");
        (await Reserve("r", 1, "slow")).Value.ExpiresAt.Should().Be(Instant("2026-01-07T09:00Z"));
        (await Reserve("r2", 1, "slow", life: Hours(0.5))).Value.ExpiresAt.Should().Be(Instant("2026-01-05T09:30Z"));
    }

    [Fact]
    public async Task A_reservation_takes_its_operations_id_where_it_has_none_of_its_own()
    {
        await Open("pro");
        (await Reserve(null, 1, operation: "gen-1")).Value.Id.Should().Be("gen-1");
        CreditResult<CreditReservation> nameless = await Reserve(null, 1);
        nameless.Value.Id.Should().Be(nameless.Operation);
    }

    [Fact]
    public async Task A_reservation_id_is_used_once_in_a_wallet_even_after_it_was_resolved()
    {
        await Open("pro");
        await Reserve("open", 1);
        await Reserve("captured", 1);
        await Reserve("released", 1);
        await Reserve("expired", 1, life: Hours(0.1));
        await Capture("captured");
        await Release("released");
        At("2026-01-05T09:30Z");
        foreach (string id in new[] { "open", "captured", "released", "expired" })
        {
            await Refused(Reserve(id, 1), RefusalCode.ReservationExists);
            await Refused(Reserve(null, 1, operation: id), RefusalCode.ReservationExists);
        }
    }

    [Fact]
    public async Task Reservations_and_grants_do_not_share_ids()
    {
        await Open("pro");
        await Grant("x", 1);
        await Reserve("x", 1);
        await Consume(1, operation: "x");
        (await Holds()).Should().Be("4999+1");
    }

    [Fact]
    public async Task Extending_moves_the_end_later_counted_from_now()
    {
        await Open("pro");
        await Reserve("r", 1);
        At("2026-01-05T09:50Z");
        CreditResult<ExtensionReceipt> result = await Extend("r", Hours(1), operation: "x");
        result.Value.ExpiresAt.Should().Be(Instant("2026-01-05T10:50Z"));
        result.Operation.Should().Be("x");
        At("2026-01-05T10:30Z");
        (await Holds()).Should().Be("4999+1");
        At("2026-01-05T10:50Z");
        (await TimedLedger(2)).Should().Equal("2026-01-05T10:50:00Z +1 reservation_expired [plan-0000000001 1]");
    }

    [Fact]
    public async Task Extending_to_an_earlier_instant_is_accepted_and_changes_nothing()
    {
        await Open("pro");
        await Reserve("r", 1, life: Hours(3));
        (await Extend("r", Hours(1))).Value.ExpiresAt.Should().Be(Instant("2026-01-05T12:00Z"));
        At("2026-01-05T11:59Z");
        (await Holds()).Should().Be("4999+1");
    }

    [Fact]
    public async Task Each_time_it_may_be_extended_to_7_days_from_then()
    {
        await Open("pro");
        await Reserve("r", 1, life: Days(7));
        At("2026-01-11");
        (await Extend("r", Days(7))).Value.ExpiresAt.Should().Be(Instant("2026-01-18"));
        At("2026-01-17");
        (await Extend("r", Days(7))).Value.ExpiresAt.Should().Be(Instant("2026-01-24"));
        At("2026-01-23");
        (await Holds()).Should().Be("4999+1");
    }

    [Fact]
    public async Task Extending_leaves_no_row()
    {
        await Open("pro");
        await Reserve("r", 1);
        await Extend("r", Hours(2));
        (await Ledger(2)).Should().BeEmpty();
    }

    [Fact]
    public async Task GetReservations_lists_the_open_ones_the_next_to_expire_first()
    {
        await Open("pro");
        await Reserve("b", 2, life: Hours(3), by: Linus);
        await Reserve("a", 1, life: Hours(3));
        await Reserve("soon", 3, "test-cases");
        await Reserve("gone", 4);
        await Release("gone");
        IReadOnlyList<ReservationStatus> open = (await Admin.GetReservationsAsync(Acme, Grace)).Value;
        open.Select(r => r.Id).Should().Equal("soon", "a", "b");
        open[0].Should().Be(new ReservationStatus("soon", "test-cases", "u1", 30, Instant(Start), Instant("2026-01-05T10:00Z")));
        open[2].User.Should().Be("u2");
    }
}
