using Credits.Pricing;

namespace Credits.Tests.Semantics.Prices;

/// <summary>Section 5: the catalogue is versioned by content; an open reservation keeps the price it was made with.</summary>
public sealed class PinnedPriceTests : Scenario
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_capture_is_at_the_price_of_the_reservation_whatever_became_of_the_catalogue(bool dearer)
    {
        await Open("pro");
        await Reserve("r", 20);
        Features(new CreditFeature("unit", new UnitPrice(dearer ? 3 : 0.5m)));
        CaptureReceipt captured = (await Capture("r", 15)).Value;
        (captured.Amount, captured.Returned).Should().Be((15, 5));
        (await Consume(2)).Value.Amount.Should().Be(dearer ? 6 : 1);
    }

    [Fact]
    public async Task A_feature_that_is_gone_can_still_be_captured()
    {
        await Open("pro");
        await Reserve("r", 20);
        Features(new CreditFeature("another", new UnitPrice(1)));
        await Refused(Consume(1), RefusalCode.FeatureUnknown);
        (await Capture("r", 15)).Value.Amount.Should().Be(15);
    }

    [Fact]
    public async Task Rates_and_tables_are_pinned_as_well()
    {
        await Open("pro");
        await Reserve("chat", Quantity.Of(("inputTokens", 1_000m), ("outputTokens", 1_000m)), "tokens");
        await Reserve("shot", 3, "visual");
        Features(new CreditFeature("tokens", new UnitPrice(100)), new CreditFeature("visual", new UnitPrice(100)));
        (await Capture("chat", Quantity.Of(("outputTokens", 500m)))).Value.Amount.Should().Be(1.5m);
        (await Capture("shot", 1)).Value.Amount.Should().Be(2);
    }

    [Fact]
    public async Task Not_priced_is_by_the_pinned_price_too()
    {
        await Open("pro");
        await Reserve("r", 20);
        Features(new CreditFeature("unit", new RatesPrice([new("inputTokens", 1)])));
        await Refused(Capture("r", Quantity.Of(("inputTokens", 1m))), RefusalCode.QuantityNotPriced);
        (await Capture("r", 5)).Value.Amount.Should().Be(5);
    }

    [Fact]
    public async Task An_overage_is_at_the_pinned_price()
    {
        await Open("pro");
        await Reserve("r", 10, "metered");
        Features(new CreditFeature("metered", new UnitPrice(7)) { Overage = OverageMode.Charge });
        (await Capture("r", 14)).Value.Amount.Should().Be(14);
        (await Ledger(2)).Should().Equal("-4 overage [plan-0000000001 4]");
    }

    [Fact]
    public async Task Two_reservations_may_keep_two_prices()
    {
        await Open("pro");
        await Reserve("old", 10);
        Features(new CreditFeature("unit", new UnitPrice(2)));
        await Reserve("new", 10);
        Features(new CreditFeature("unit", new UnitPrice(3)));
        (await Capture("old", 4)).Value.Amount.Should().Be(4);
        (await Capture("new", 4)).Value.Amount.Should().Be(8);
    }

    [Fact]
    public async Task A_function_is_pinned_by_its_version()
    {
        Features(new CreditFeature("own", new CustomPrice("v1", q => q.Value * 2)));
        await Open("pro");
        await Reserve("r", 10, "own");
        Restart();
        (await Capture("r", 6)).Value.Amount.Should().Be(12);
    }

    [Fact]
    public async Task Two_processes_with_two_catalogues_each_charge_their_own()
    {
        CreditCatalog cheap = new(UsualPlans, [new("unit", new UnitPrice(1))]);
        CreditCatalog dear = new(UsualPlans, [new("unit", new UnitPrice(10))]);
        Catalog = cheap;
        await Open("pro");
        foreach (CreditCatalog catalog in new[] { dear, cheap, dear, cheap })
        {
            Catalog = catalog;
            await Consume(1);
        }

        (await Holds()).Should().Be("4978");
    }
}
