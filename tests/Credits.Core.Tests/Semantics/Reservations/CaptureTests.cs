using Credits.Pricing;

namespace Credits.Tests.Semantics.Reservations;

/// <summary>Section 6: capture, release and expiry; a reservation is resolved exactly once.</summary>
public sealed class CaptureTests : Scenario
{
    [Fact]
    public async Task Without_a_quantity_all_that_was_reserved_is_captured()
    {
        await Open("free");
        await Reserve("r", 50);
        CreditResult<CaptureReceipt> result = await Capture("r", operation: "done");
        result.Value.Should().Be(new CaptureReceipt(50, 0, 0));
        (result.Operation, result.Totals).Should().Be(("done", new WalletTotals(950, 0)));
        (await Ledger(2)).Should().BeEmpty("nothing moved");
        (await Fate("complimentary-0000000001")).Should().Be("1000 = 950 remaining + 50 consumed");
    }

    [Fact]
    public async Task Of_less_than_was_reserved_the_difference_returns()
    {
        await Open("free");
        await Reserve("gen-1", 5, "test-cases");
        (await Capture("gen-1", 4, operation: "done")).Value.Should().Be(new CaptureReceipt(40, 10, 0));
        Transaction row = await LastRow();
        (row.Kind, row.Type, row.Amount, row.Balance).Should().Be((TransactionKind.Returned, TransactionType.Credit, 10, 960));
        (row.Feature, row.Reservation, row.Operation, row.ActorId, row.Quantity).Should().Be(("test-cases", "gen-1", "done", "u1", null));
        row.Allocations.Should().Equal(new Allocation("complimentary-0000000001", 10));
    }

    [Fact]
    public async Task The_last_burnt_returns_first()
    {
        await Open();
        await Grant("a", 10);
        await Grant("b", 10);
        await Grant("c", 10);
        await Reserve("r", 25);
        await Capture("r", 8);

        // Burnt a 10, b 10, c 5; of the 17 that return, c 5 first, then b 10, then 2 of a.
        (await Ledger(4)).Should().Equal("+17 returned [c 5, b 10, a 2]");
        (await Fate("a")).Should().Be("10 = 2 remaining + 8 consumed");
    }

    [Fact]
    public async Task More_than_was_reserved_is_refused_and_leaves_the_reservation_open()
    {
        await Open("free");
        await Reserve("r", 50);
        await Refused(Capture("r", 50.000001m), RefusalCode.ExceedsReservation);
        await Refused(Capture("r", 51, partial: true), RefusalCode.ExceedsReservation);
        (await Holds()).Should().Be("950+50");
        await Capture("r", 50);
    }

    [Fact]
    public async Task Sizes_are_compared_in_credits_not_in_quantities()
    {
        await Open("free");
        await Reserve("r", 2, "visual");
        (await Capture("r", 3)).Value.Should().Be(new CaptureReceipt(5, 0, 0));
        await Reserve("r2", 3, "visual");
        (await Capture("r2", 0.5m)).Value.Should().Be(new CaptureReceipt(2, 3, 0));
    }

    [Fact]
    public async Task A_quantity_of_0_is_a_release()
    {
        await Open("free");
        await Reserve("r", 50);
        (await Capture("r", 0)).Value.Should().Be(new CaptureReceipt(0, 50, 0));
        (await Ledger(2)).Should().Equal("+50 returned [complimentary-0000000001 50]");
        await Refused(Capture("r"), RefusalCode.ReservationReleased);
    }

    [Fact]
    public async Task So_is_a_0_of_every_dimension_whatever_the_price_knows()
    {
        await Open("free");
        await Reserve("r", 50);
        (await Capture("r", Quantity.Of(("whatever", 0m)))).Value.Returned.Should().Be(50);
        await Reserve("chat", Quantity.Of(("inputTokens", 5_000m)), "tokens");
        (await Capture("chat", Quantity.Of(("inputTokens", 0m), ("outputTokens", 0m)))).Value.Returned.Should().Be(5);
        await Reserve("chat-2", Quantity.Of(("inputTokens", 5_000m)), "tokens");
        (await Capture("chat-2", 0)).Value.Returned.Should().Be(5);
        (await Holds()).Should().Be("1000");
    }

    [Fact]
    public async Task A_captured_quantity_that_costs_nothing_is_captured_all_the_same()
    {
        Features(new CreditFeature("free-to-10", new TieredPrice([new(10, 0), new(null, 5)])));
        await Open("free");
        await Reserve("r", 11, "free-to-10");
        (await Capture("r", 3)).Value.Should().Be(new CaptureReceipt(0, 5, 0));
        await Refused(Release("r"), RefusalCode.ReservationCaptured);
    }

    [Fact]
    public async Task A_release_returns_everything()
    {
        await Open();
        await Grant("a", 10);
        await Grant("b", 10);
        await Reserve("r", 15);
        CreditResult<ReleaseReceipt> result = await Release("r", by: Linus, operation: "stop");
        (result.Value.Returned, result.Operation, result.Totals).Should().Be((15, "stop", new WalletTotals(20, 0)));
        (await Ledger(3)).Should().Equal("+15 returned [b 5, a 10]");
        (await LastRow()).ActorId.Should().Be("u2");
    }

    [Fact]
    public async Task An_expiry_returns_everything_by_itself()
    {
        await Open();
        await Grant("a", 10);
        await Grant("b", 10);
        await Reserve("r", 15);
        At("2026-01-05T15:00Z");
        (await TimedLedger(3)).Should().Equal("2026-01-05T10:00:00Z +15 reservation_expired [b 5, a 10]");
        Transaction row = await LastRow();
        (row.Type, row.ActorId, row.Operation, row.Reservation, row.Feature).Should().Be((TransactionType.Credit, "system", null, "r", "unit"));
        (await TimedTold()).Should().Equal("2026-01-05T10:00:00Z reservation_expired r 15");
    }

    [Theory]
    [InlineData("capture", RefusalCode.ReservationCaptured)]
    [InlineData("release", RefusalCode.ReservationReleased)]
    [InlineData("capture 0", RefusalCode.ReservationReleased)]
    [InlineData("expire", RefusalCode.ReservationExpired)]
    public async Task A_reservation_is_resolved_exactly_once(string first, RefusalCode later)
    {
        await Open("free");
        await Reserve("r", 50);
        switch (first)
        {
            case "capture":
                await Capture("r", 10);
                break;
            case "capture 0":
                await Capture("r", 0);
                break;
            case "release":
                await Release("r");
                break;
            default:
                At("2026-01-05T10:00Z");
                break;
        }

        string held = await Holds();
        foreach (bool restarted in new[] { false, true })
        {
            if (restarted)
            {
                Restart();
            }

            await Refused(Capture("r"), later);
            await Refused(Capture("r", 0), later);
            await Refused(Capture("r", 999), later);
            await Refused(Release("r"), later);
            await Refused(Extend("r", Hours(1)), later);
        }

        (await Holds()).Should().Be(held);
    }

    [Fact]
    public async Task One_that_never_was_is_not_found()
    {
        await Open("free");
        await Refused(Capture("nope"), RefusalCode.ReservationNotFound);
        await Refused(Capture("nope", 0), RefusalCode.ReservationNotFound);
        await Refused(Release("nope"), RefusalCode.ReservationNotFound);
        await Refused(Extend("nope", Hours(1)), RefusalCode.ReservationNotFound);
    }

    [Fact]
    public async Task Anybody_may_resolve_anybodys()
    {
        await Open("free");
        await Reserve("r", 50, by: Ada);
        await Extend("r", Hours(2), by: Linus);
        await Capture("r", 10, by: Linus);
        Transaction row = await LastRow();
        (row.ActorId, row.ActorName).Should().Be(("u2", "Linus"));
    }

    [Fact]
    public async Task Credits_of_a_reservation_that_expires_with_its_grant_return_to_it_and_expire_with_it()
    {
        await Open();
        await Grant("g", 100, until: "2026-01-05T10:00Z");
        await Reserve("r", 30);
        At("2026-01-05T10:00Z");
        (await Ledger(2)).Should().Equal("+30 reservation_expired [g 30]", "-100 grant_expired g");
    }

    [Fact]
    public async Task A_reservation_priced_0_leaves_a_zero_row_and_expires_without_one()
    {
        await Open();
        (await Reserve("r", 3, "gratis")).Value.Amount.Should().Be(0);
        At("2026-01-05T10:00Z");
        (await Ledger()).Should().Equal("-0 reserved");
        (await Told()).Should().EndWith("reservation_expired r 0");
        await Refused(Release("r"), RefusalCode.ReservationExpired);
    }

    [Fact]
    public async Task A_reservation_priced_0_is_captured_and_released_like_any_other()
    {
        await Open();
        await Reserve("r", 3, "gratis");
        (await Capture("r", 50)).Value.Should().Be(new CaptureReceipt(0, 0, 0));
        await Reserve("r2", 3, "gratis");
        (await Release("r2")).Value.Returned.Should().Be(0);
        (await Ledger()).Should().Equal("-0 reserved", "-0 reserved");
    }
}
