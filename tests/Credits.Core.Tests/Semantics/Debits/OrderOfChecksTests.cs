namespace Credits.Tests.Semantics.Debits;

/// <summary>Sections 6 and 12: the first check that fails names the refusal.</summary>
public sealed class OrderOfChecksTests : Scenario
{
    [Fact]
    public async Task Validity_comes_before_authorisation()
    {
        await Open("pro");
        await Invalid(Void("plan-0000000001", 0, by: Ada), "amount");
        await Refused(Void("plan-0000000001", 1, by: Ada), RefusalCode.NotAuthorized);
    }

    [Fact]
    public async Task Authorisation_comes_before_the_operation_id()
    {
        await Open("pro");
        await Void("plan-0000000001", 1, operation: "v");
        await Refused(Void("plan-0000000001", 1, by: Ada, operation: "v"), RefusalCode.NotAuthorized);
    }

    [Fact]
    public async Task Authorisation_comes_before_the_wallet() => await Refused(Void("g", 1, by: Ada), RefusalCode.NotAuthorized);

    [Fact]
    public async Task The_operation_id_comes_before_that_the_wallet_exists()
    {
        await Open("free", operation: "o");
        await Refused(Open("pro", operation: "o"), RefusalCode.OperationReused);
        (await Open("free", operation: "o")).IsReplayed.Should().BeTrue();
    }

    [Fact]
    public async Task The_operation_id_comes_before_what_depends_on_now_and_everything_after()
    {
        await Open("free");
        await Consume(1, operation: "c");
        await Refused(Grant("g", 1, until: "2026-01-05T09:00Z", operation: "c"), RefusalCode.OperationReused);
        await Refused(Consume(1, "nope", operation: "c"), RefusalCode.OperationReused);
        await Refused(Consume(99_999, operation: "c"), RefusalCode.OperationReused);
    }

    [Fact]
    public async Task The_wallet_comes_before_what_depends_on_now()
    {
        await Refused(Grant("g", 1, until: "2026-01-05T09:00Z"), RefusalCode.WalletNotFound);
        await Refused(Consume(1, "nope"), RefusalCode.WalletNotFound);
        await Refused(Change("nope"), RefusalCode.WalletNotFound);
        await Refused(Capture("nope"), RefusalCode.WalletNotFound);
    }

    [Fact]
    public async Task The_feature_comes_before_the_price()
    {
        await Open("pro");
        await Refused(Consume(Quantity.Of(("x", 1m)), "nope"), RefusalCode.FeatureUnknown);
    }

    [Fact]
    public async Task A_reserve_checks_feature_price_id_limits_balance_in_this_order()
    {
        await Open("pro");
        await Reserve("r", 1);
        await Limits(new LimitPolicy("org") { Hard = 10 });
        await Refused(Reserve("r", 6_000, "nope"), RefusalCode.FeatureUnknown);
        await Refused(Reserve("r", 6_000, "tokens"), RefusalCode.QuantityNotPriced);
        await Refused(Reserve("r", 6_000), RefusalCode.ReservationExists);
        await Refused(Reserve("r2", 6_000), RefusalCode.HardLimitReached);
        await Limits();
        await Refused(Reserve("r2", 6_000), RefusalCode.InsufficientCredits);
    }

    [Fact]
    public async Task A_capture_checks_reservation_state_price_size_in_this_order()
    {
        await Open("pro");
        await Reserve("r", 10);
        await Reserve("done", 10);
        await Capture("done");
        Quantity notPriced = Quantity.Of(("x", 1m));
        await Refused(Capture("nope", notPriced), RefusalCode.ReservationNotFound);
        await Refused(Capture("done", notPriced), RefusalCode.ReservationCaptured);
        await Refused(Capture("r", notPriced), RefusalCode.QuantityNotPriced);
        await Limits(new LimitPolicy("org") { Hard = 1 });
        await Refused(Capture("r", 11), RefusalCode.ExceedsReservation);
        await Capture("r", 10);
    }

    [Fact]
    public async Task An_overage_checks_limits_before_balance()
    {
        await Open("pro");
        await Reserve("r", 10, "metered");
        await Limits(new LimitPolicy("org") { Hard = 1 });
        await Refused(Capture("r", 6_000), RefusalCode.HardLimitReached);
        await Limits();
        await Refused(Capture("r", 6_000), RefusalCode.InsufficientCredits);
        (await Holds()).Should().Be("4990+10");
    }

    [Fact]
    public async Task A_consume_checks_limits_before_balance()
    {
        await Open("free");
        await Limits(new LimitPolicy("org") { Hard = 10 });
        await Refused(Consume(1_001), RefusalCode.HardLimitReached);
    }

    [Fact]
    public async Task Opening_checks_that_the_wallet_exists_before_the_plan()
    {
        await Open();
        await Refused(Open("nope"), RefusalCode.WalletExists);
    }
}
