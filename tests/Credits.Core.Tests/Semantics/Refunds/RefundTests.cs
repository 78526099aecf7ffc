namespace Credits.Tests.Semantics.Refunds;

/// <summary>Section 6: refund of a consume or a capture.</summary>
public sealed class RefundTests : Scenario
{
    [Fact]
    public async Task A_whole_refund_is_all_that_is_left_of_the_charge()
    {
        await Open("free");
        await Consume(4, "test-cases", operation: "gen");
        CreditResult<AmountReceipt> result = await Refund("gen", reason: "bad scenarios", operation: "sorry");
        result.Value.Amount.Should().Be(40);
        (result.Operation, result.Totals).Should().Be(("sorry", new WalletTotals(1_000, 0)));
        Transaction row = await LastRow();
        (row.Kind, row.Type, row.Amount, row.Balance).Should().Be((TransactionKind.Refunded, TransactionType.Credit, 40, 1_000));
        (row.ActorId, row.ActorName, row.Feature, row.Reason, row.Operation).Should().Be(("boss", "Grace", "test-cases", "bad scenarios", "sorry"));
        (row.Quantity, row.Grant, row.Reservation).Should().Be((null, null, null));
        row.Allocations.Should().Equal(new Allocation("complimentary-0000000001", 40));
    }

    [Fact]
    public async Task In_parts_it_never_comes_to_more_than_was_charged()
    {
        await Open("free");
        await Consume(40, operation: "c");
        await Refund("c", 15);
        await Refund("c", 15);
        await Refused(Refund("c", 11), RefusalCode.ExceedsCharge);
        await Refund("c", 10);
        await Refused(Refund("c", 0.000001m), RefusalCode.ExceedsCharge);
        await Refused(Refund("c"), RefusalCode.ExceedsCharge);
        (await Holds()).Should().Be("1000");
    }

    [Fact]
    public async Task What_is_left_is_remembered_by_every_process()
    {
        await Open("free");
        await Consume(40, operation: "c");
        await Refund("c", 15);
        Restart();
        (await Refund("c")).Value.Amount.Should().Be(25);
        Restart();
        await Refused(Refund("c"), RefusalCode.ExceedsCharge);
    }

    [Fact]
    public async Task The_last_burnt_comes_back_first_over_several_refunds()
    {
        await Open();
        await Grant("a", 10);
        await Grant("b", 10);
        await Grant("c", 10);
        await Consume(25, operation: "x");
        await Refund("x", 7);
        await Refund("x", 10);
        await Refund("x");
        (await Ledger(4)).Should().Equal("+7 refunded [c 5, b 2]", "+10 refunded [b 8, a 2]", "+8 refunded [a 8]");
    }

    [Fact]
    public async Task A_capture_is_refunded_by_its_reservations_id()
    {
        await Open("free");
        await Reserve("r", 50, operation: "o");
        await Capture("r", 40, operation: "captured");
        await Refused(Refund("o"), RefusalCode.TargetNotFound);
        await Refused(Refund("captured"), RefusalCode.TargetNotFound);
        (await Refund("r", 15)).Value.Amount.Should().Be(15);
        (await LastRow()).Reservation.Should().Be("r");
        await Refused(Refund("r", 26), RefusalCode.ExceedsCharge);
        (await Refund("r")).Value.Amount.Should().Be(25);
        (await Holds()).Should().Be("1000");
    }

    [Fact]
    public async Task Of_a_capture_with_overage_the_overages_lots_come_back_first()
    {
        await Open();
        await Grant("a", 10);
        await Grant("b", 10);
        await Grant("c", 10);
        await Reserve("r", 15, "metered");
        await Capture("r", 25);

        // Reserved a 10, b 5; overage b 5, c 5.
        await Refund("r", 7);
        await Refund("r", 8);
        await Refund("r");
        (await Ledger(5)).Should().Equal("+7 refunded [c 5, b 2]", "+8 refunded [b 8]", "+10 refunded [a 10]");
    }

    [Fact]
    public async Task Overage_and_reserved_part_of_one_grant_are_one_allocation()
    {
        await Open("free");
        await Reserve("r", 15, "metered");
        await Capture("r", 25);
        await Refund("r");
        (await Ledger(3)).Should().Equal("+25 refunded [complimentary-0000000001 25]");
    }

    [Fact]
    public async Task What_a_capture_gave_back_is_not_refunded_again()
    {
        await Open();
        await Grant("a", 10);
        await Grant("b", 10);
        await Reserve("r", 15);
        await Capture("r", 8);
        await Refused(Refund("r", 9), RefusalCode.ExceedsCharge);
        await Refund("r");
        (await LastRow()).Allocations.Should().Equal(new Allocation("a", 8));
    }

    [Theory]
    [InlineData("open")]
    [InlineData("released")]
    [InlineData("expired")]
    [InlineData("bought")]
    [InlineData("granted")]
    [InlineData("nope")]
    public async Task Only_consumes_and_captures_can_be_refunded(string target)
    {
        await Open("pro");
        await Purchase("bought", 10, operation: "bought");
        await Grant("granted", 10, operation: "granted");
        await Reserve("open", 5, life: Hours(5));
        await Reserve("released", 5);
        await Release("released");
        await Reserve("expired", 5);
        At("2026-01-05T10:00Z");
        await Refused(Refund(target), RefusalCode.TargetNotFound);
    }

    [Fact]
    public async Task A_consumes_operation_id_is_looked_for_before_a_reservation()
    {
        await Open("free");
        await Reserve("x", 50, operation: "o");
        await Capture("x");
        await Consume(7, operation: "x");
        (await Refund("x")).Value.Amount.Should().Be(7);
        await Refused(Refund("x"), RefusalCode.ExceedsCharge);
    }

    [Fact]
    public async Task A_consume_priced_0_has_nothing_left_to_refund()
    {
        await Open("free");
        await Consume(1, "gratis", operation: "c");
        await Refused(Refund("c"), RefusalCode.ExceedsCharge);
    }

    [Fact]
    public async Task A_partial_consume_is_refunded_for_what_it_took()
    {
        await Open("free");
        await Consume(1_200, operation: "c", partial: true);
        await Refused(Refund("c", 1_001), RefusalCode.ExceedsCharge);
        (await Refund("c")).Value.Amount.Should().Be(1_000);
    }

    [Fact]
    public async Task A_refund_can_be_spent_again()
    {
        await Open("free");
        await Consume(1_000, operation: "c");
        await Refund("c", 400);
        await Consume(400);
        (await Fate("complimentary-0000000001")).Should().Be("1000 = 1000 consumed");
    }

    [Fact]
    public async Task What_an_amount_could_not_hold_is_rejected_and_the_wallet_lives_on()
    {
        await Open();
        await Purchase("p", CreditAmount.MaxValue);
        await Consume(100, operation: "c");
        await Purchase("q", 100);
        await FluentActions.Awaiting(() => Refund("c")).Should().ThrowAsync<Exception>();
        await Consume(40);
        await Refund("c", 40);
        (await Holds()).Should().Be("9223372036854.775807");
    }

    [Fact]
    public async Task One_refund_of_overage_and_reserved_part_names_the_overages_lots_first()
    {
        await Open();
        await Grant("a", 10);
        await Grant("b", 10);
        await Grant("c", 10);
        await Reserve("r", 15, "metered");
        await Capture("r", 25);
        await Refund("r", 22);

        // Overage c 5 and b 5, then of the reserved part b 5 and 7 of a.
        (await LastRow()).Allocations.Should().Equal(new Allocation("c", 5), new Allocation("b", 10), new Allocation("a", 7));
    }
}
