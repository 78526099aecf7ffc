using Credits.Pricing;

namespace Credits.Tests.Semantics.Prices;

/// <summary>Sections 5 and 12: prices at the moment of a debit.</summary>
public sealed class PricedDebitTests : Scenario
{
    [Fact]
    public async Task A_quantity_left_out_is_the_features_default()
    {
        await Open("pro");
        (await Consume(feature: "test-cases")).Value.Amount.Should().Be(50);
        (await LastRow()).Quantity.Should().Be((Quantity?)5);
    }

    [Fact]
    public async Task A_default_may_have_dimensions()
    {
        Features(new CreditFeature("chat", new RatesPrice([new("inputTokens", 0.5m)])) { DefaultQuantity = Quantity.Of(("inputTokens", 4m)) });
        await Open("pro");
        (await Consume(feature: "chat")).Value.Amount.Should().Be(2);
    }

    [Fact]
    public async Task Without_a_default_none_at_all_is_not_priced()
    {
        await Open("pro");
        await Refused(Consume(feature: "unit"), RefusalCode.QuantityNotPriced);
        await Refused(Reserve("r", feature: "unit"), RefusalCode.QuantityNotPriced);
        await Refused(Quote(feature: "tokens"), RefusalCode.QuantityNotPriced);
    }

    [Fact]
    public async Task The_wrong_form_an_unknown_dimension_and_a_gap_in_a_table_are_not_priced()
    {
        await Open("pro");
        await Refused(Consume(Quantity.Of(("inputTokens", 1m)), "unit"), RefusalCode.QuantityNotPriced);
        await Refused(Consume(1, "tokens"), RefusalCode.QuantityNotPriced);
        await Refused(Consume(Quantity.Of(("imageTokens", 1m)), "tokens"), RefusalCode.QuantityNotPriced);
        await Refused(Consume(4, "visual"), RefusalCode.QuantityNotPriced);
        (await Holds()).Should().Be("5000");
    }

    [Fact]
    public async Task A_price_out_of_range_is_not_priced()
    {
        await Open("pro");
        await Refused(Consume(9_223_372_036_854m, "test-cases"), RefusalCode.QuantityNotPriced);
    }

    [Fact]
    public async Task An_absent_dimension_is_0()
    {
        await Open("pro");
        (await Consume(Quantity.Of(("outputTokens", 1_000m)), "tokens")).Value.Amount.Should().Be(3);
    }

    [Fact]
    public async Task An_unknown_feature_is_unknown()
    {
        await Open("pro");
        await Refused(Consume(1, "nope"), RefusalCode.FeatureUnknown);
        await Refused(Reserve("r", 1, "nope"), RefusalCode.FeatureUnknown);
        await Refused(Quote(1, "nope"), RefusalCode.FeatureUnknown);
        await Refused(Consume(1, "Unit"), RefusalCode.FeatureUnknown);
    }

    [Fact]
    public async Task Fractions_of_credits_are_charged_exactly()
    {
        Features(new CreditFeature("chat", new RatesPrice([new("inputTokens", 0.000123m)])));
        await Open("free");
        for (int i = 0; i < 10; i++)
        {
            await Consume(Quantity.Of(("inputTokens", 7m)), "chat");
        }

        // 10 × 0.000861
        (await Holds()).Should().Be("999.99139");
    }

    [Fact]
    public async Task A_price_of_0_leaves_a_zero_row_and_needs_no_credits()
    {
        await Open();
        (await Consume(3, "gratis")).Value.Amount.Should().Be(0);
        Transaction row = await LastRow();
        (row.Kind, row.Amount, row.Balance, row.Feature, row.Quantity).Should().Be((TransactionKind.Consumed, 0, 0, "gratis", (Quantity?)3));
        row.Allocations.Should().BeEmpty();
    }

    [Fact]
    public async Task What_the_hosts_function_throws_reaches_the_caller_and_nothing_is_written()
    {
        Features(new CreditFeature("own", new CustomPrice("v1", q => q.Value > 10 ? throw new InvalidOperationException("too much for us") : q.Value)));
        await Open("pro");
        Exception thrown = (await FluentActions.Awaiting(() => Consume(11, "own")).Should().ThrowAsync<Exception>()).Which;
        thrown.ToString().Should().Contain("too much for us");
        (await Ledger(1)).Should().BeEmpty();
        await Consume(10, "own");
        (await Holds()).Should().Be("4990");
    }
}
