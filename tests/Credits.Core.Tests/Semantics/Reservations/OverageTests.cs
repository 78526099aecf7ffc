using Credits.Pricing;

namespace Credits.Tests.Semantics.Reservations;

/// <summary>Section 6: the extra of a capture, where the feature charges overage.</summary>
public sealed class OverageTests : Scenario
{
    [Fact]
    public async Task The_extra_is_charged_like_a_consume_with_a_row_of_its_own()
    {
        await Open();
        await Grant("a", 60);
        await Grant("b", 100);
        await Reserve("r", 50, "metered");
        CreditResult<CaptureReceipt> result = await Capture("r", 75, by: Linus, operation: "done");
        result.Value.Should().Be(new CaptureReceipt(75, 0, 0));
        result.Totals.Should().Be(new WalletTotals(85, 0));
        Transaction row = await LastRow();
        (row.Kind, row.Type, row.Amount, row.Balance).Should().Be((TransactionKind.Overage, TransactionType.Debit, 25, 85));
        (row.Quantity, row.Feature, row.Reservation, row.Operation, row.ActorId).Should().Be(((Quantity?)75, "metered", "r", "done", "u2"));
        row.Allocations.Should().Equal(new Allocation("a", 10), new Allocation("b", 15));
    }

    [Fact]
    public async Task It_is_all_or_nothing_and_a_refusal_leaves_the_reservation_open()
    {
        await Open("free");
        await Reserve("r", 990, "metered");
        InsufficientCreditsRefusal refusal = (await Refused(Capture("r", 1_001))).Should().BeOfType<InsufficientCreditsRefusal>().Which;
        (refusal.Available, refusal.Requested, refusal.Shortfall).Should().Be((10, 11, 1));
        (await Holds()).Should().Be("10+990");
        (await Told()).Should().Equal("credits_insufficient 10 for 11");
        await Capture("r", 1_000);
        (await Holds()).Should().Be("0");
    }

    [Fact]
    public async Task Partially_it_takes_what_the_balance_permits()
    {
        await Open("free");
        await Reserve("r", 990, "metered");
        (await Capture("r", 1_005, partial: true)).Value.Should().Be(new CaptureReceipt(1_000, 0, 5));
        (await Ledger(2)).Should().Equal("-10 overage [complimentary-0000000001 10]");
        (await LastRow()).Quantity.Should().Be((Quantity?)1_005);
    }

    [Fact]
    public async Task Partially_it_may_take_nothing_without_a_row()
    {
        await Open("free");
        await Reserve("r", 1_000, "metered");
        (await Capture("r", 1_005, partial: true)).Value.Should().Be(new CaptureReceipt(1_000, 0, 5));
        (await Ledger(2)).Should().BeEmpty();
        (await Holds()).Should().Be("0");
        await Refused(Capture("r"), RefusalCode.ReservationCaptured);
    }

    [Fact]
    public async Task A_hard_limit_refuses_it_and_leaves_the_reservation_open()
    {
        await Open("pro");
        await Reserve("r", 50, "metered");
        await Limits(new LimitPolicy("org") { Hard = 60 });
        HardLimitRefusal refusal = (await Refused(Capture("r", 61))).Should().BeOfType<HardLimitRefusal>().Which;
        (refusal.Usage, refusal.Threshold, refusal.Remaining).Should().Be((50, 60, 10));
        (await Holds()).Should().Be("4950+50");
        await Capture("r", 60);
    }

    [Fact]
    public async Task Partially_it_takes_what_a_hard_limit_permits_be_it_nothing()
    {
        await Open("pro");
        await Limits(new LimitPolicy("org") { Hard = 60 });
        await Reserve("r", 50, "metered");
        (await Capture("r", 75, partial: true)).Value.Should().Be(new CaptureReceipt(60, 0, 15));
        await Limits(new LimitPolicy("org") { Hard = 100 });
        await Reserve("r2", 40, "metered");
        (await Capture("r2", 45, partial: true)).Value.Should().Be(new CaptureReceipt(40, 0, 5));
    }

    [Fact]
    public async Task Less_than_was_reserved_returns_as_without_overage()
    {
        await Open("pro");
        await Reserve("r", 50, "metered");
        (await Capture("r", 20)).Value.Should().Be(new CaptureReceipt(20, 30, 0));
    }

    [Fact]
    public async Task Allow_partial_changes_nothing_where_there_is_no_extra()
    {
        await Open("pro");
        await Reserve("r", 50, "metered");
        (await Capture("r", 20, partial: true)).Value.Should().Be(new CaptureReceipt(20, 30, 0));
    }

    [Fact]
    public async Task A_reservation_priced_0_may_have_an_overage()
    {
        Features(new CreditFeature("own", new TieredPrice([new(10, 0), new(null, 5)])) { Overage = OverageMode.Charge });
        await Open("free");
        await Reserve("r", 10, "own");
        (await Capture("r", 11)).Value.Should().Be(new CaptureReceipt(5, 0, 0));
    }
}
