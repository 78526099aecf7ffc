using Credits.Pricing;

namespace Credits.Tests.Pricing;

/// <summary>Section 5: what a quantity costs.</summary>
public sealed class PriceTests
{
    [Theory]
    [InlineData("10", "5", "50")]
    [InlineData("10", "2.5", "25")]
    [InlineData("0.001", "1200", "1.2")]
    [InlineData("0", "1000000", "0")]
    [InlineData("0.000001", "0.5", "0.000001")]
    [InlineData("0.333333", "0.1", "0.033334")]
    [InlineData("0.333333", "0.000001", "0.000001")]
    [InlineData("1.5", "0.333333", "0.5")]
    [InlineData("9223372036854.775807", "1", "9223372036854.775807")]
    public void A_unit_price_multiplies_and_rounds_up_at_the_sixth_digit(string perUnit, string quantity, string credits) =>
        new UnitPrice(CreditAmount.Parse(perUnit)).Of(Number(quantity)).Should().Be((CreditAmount?)CreditAmount.Parse(credits));

    [Theory]
    [InlineData("1", "0.001", "4200", "5")]
    [InlineData("1", "0.001", "4000", "4")]
    [InlineData("0.5", "0.001", "4200", "4.5")]
    [InlineData("0.01", "0.001", "10.0001", "0.02")]
    [InlineData("0.000001", "0.000001", "0.1", "0.000001")]
    [InlineData("5", "1", "0.000001", "5")]
    [InlineData("7", "1", "14", "14")]
    [InlineData("1", "0", "100", "0")]
    public void RoundUpTo_rounds_up_to_a_multiple_once_from_the_exact_product(string multiple, string perUnit, string quantity, string credits) =>
        new UnitPrice(CreditAmount.Parse(perUnit), CreditAmount.Parse(multiple)).Of(Number(quantity)).Should().Be((CreditAmount?)CreditAmount.Parse(credits));

    [Theory]
    [InlineData("9223372036854.775807", "1.000001")]
    [InlineData("1000000", "9223372036854")]
    [InlineData("9223372036854.775807", "9223372036854.775807")]
    public void A_product_out_of_the_range_of_an_amount_is_not_priced(string perUnit, string quantity) =>
        new UnitPrice(CreditAmount.Parse(perUnit)).Of(Number(quantity)).Should().BeNull();

    [Fact]
    public void A_price_that_only_rounding_takes_out_of_range_is_not_priced() =>
        new UnitPrice(CreditAmount.MaxValue, 1).Of(1).Should().BeNull();

    [Fact]
    public void A_unit_price_does_not_know_dimensions() => new UnitPrice(1).Of(Quantity.Of(("inputTokens", 1))).Should().BeNull();

    [Fact]
    public void Rates_are_summed_over_the_dimensions()
    {
        RatesPrice price = new([new("inputTokens", 0.001m), new("outputTokens", 0.003m)]);
        price.Of(Quantity.Of(("inputTokens", 1_200), ("outputTokens", 1_000))).Should().Be((CreditAmount?)4.2m);
        price.Of(Quantity.Of(("outputTokens", 1))).Should().Be((CreditAmount?)0.003m);
        price.Of(Quantity.Of(("inputTokens", 1), ("outputTokens", 0))).Should().Be((CreditAmount?)0.001m);
    }

    [Fact]
    public void Their_sum_is_rounded_once()
    {
        RatesPrice price = new([new("a", 0.000001m), new("b", 0.000001m)]);
        price.Of(Quantity.Of(("a", 0.5m), ("b", 0.5m))).Should().Be((CreditAmount?)0.000001m);
        price.Of(Quantity.Of(("a", 0.5m), ("b", 0.6m))).Should().Be((CreditAmount?)0.000002m);
    }

    [Fact]
    public void The_sum_of_rates_is_rounded_up_to_whole_credits_where_asked()
    {
        RatesPrice price = new([new("inputTokens", 0.001m), new("outputTokens", 0.003m)], 1);
        price.Of(Quantity.Of(("inputTokens", 1_200), ("outputTokens", 1_000))).Should().Be((CreditAmount?)5);
        price.Of(Quantity.Of(("inputTokens", 1_000), ("outputTokens", 1_000))).Should().Be((CreditAmount?)4);
        price.Of(Quantity.Of(("inputTokens", 1))).Should().Be((CreditAmount?)1);
    }

    [Fact]
    public void An_unknown_dimension_or_a_plain_number_is_not_priced()
    {
        RatesPrice price = new([new("inputTokens", 1)]);
        price.Of(Quantity.Of(("inputTokens", 1), ("imageTokens", 1))).Should().BeNull();
        price.Of(Quantity.Of(("inputTokens", 1), ("imageTokens", 0))).Should().BeNull();
        price.Of(Quantity.Of(("InputTokens", 1))).Should().BeNull();
        price.Of(1).Should().BeNull();
    }

    [Fact]
    public void Rates_out_of_range_in_the_sum_alone_are_not_priced()
    {
        RatesPrice price = new([new("a", CreditAmount.MaxValue), new("b", CreditAmount.MaxValue)]);
        price.Of(Quantity.Of(("a", 1))).Should().Be((CreditAmount?)CreditAmount.MaxValue);
        price.Of(Quantity.Of(("a", 1), ("b", 1))).Should().BeNull();
    }

    [Fact]
    public void The_largest_rates_times_the_largest_quantities_are_not_priced_either()
    {
        RatesPrice price = new([new("a", CreditAmount.MaxValue), new("b", CreditAmount.MaxValue), new("c", CreditAmount.MaxValue)]);
        decimal most = 9_223_372_036_854.775807m;
        price.Of(Quantity.Of(("a", most), ("b", most), ("c", most))).Should().BeNull();
    }

    [Theory]
    [InlineData("0.000001", "2")]
    [InlineData("1", "2")]
    [InlineData("1.000001", "5")]
    [InlineData("3", "5")]
    [InlineData("3.000001", "8")]
    [InlineData("9223372036854", "8")]
    public void A_table_gives_the_credits_of_the_first_line_that_fits_for_the_whole_quantity(string quantity, string credits) =>
        new TieredPrice([new(1, 2), new(3, 5), new(null, 8)]).Of(Number(quantity)).Should().Be((CreditAmount?)CreditAmount.Parse(credits));

    [Fact]
    public void A_table_without_an_open_line_ends()
    {
        TieredPrice price = new([new(1, 2), new(3, 5)]);
        price.Of(3).Should().Be((CreditAmount?)5);
        price.Of(3.000001m).Should().BeNull();
        price.Of(Quantity.Of(("width", 1))).Should().BeNull();
    }

    [Fact]
    public void A_tables_credits_are_rounded_up_too() =>
        new TieredPrice([new(null, 2.1m)], 1).Of(1).Should().Be((CreditAmount?)3);

    [Fact]
    public void The_hosts_function_gives_the_price_or_none()
    {
        CustomPrice price = new("v1", q => q.HasDimensions ? null : (CreditAmount)(q.Value * q.Value), 0.5m);
        price.Of(3).Should().Be((CreditAmount?)9);
        price.Of(1.1m).Should().Be((CreditAmount?)1.5m);
        price.Of(Quantity.Of(("a", 1))).Should().BeNull();
    }

    [Fact]
    public void A_function_that_gives_a_negative_price_is_a_bug() =>
        FluentActions.Invoking(() => new CustomPrice("v1", _ => -1).Of(1)).Should().Throw<InvalidOperationException>().WithMessage("*v1*-1*");

    [Fact]
    public void The_reference_products_prices()
    {
        new UnitPrice(10).Of(5).Should().Be((CreditAmount?)50);
        TieredPrice visual = new([new(0.25m, 1), new(0.5m, 2), new(0.75m, 3), new(1, 4), new(2, 5), new(3, 6), new(4, 7), new(5, 8), new(null, 12)]);
        visual.Of(1).Should().Be((CreditAmount?)4);
        visual.Of(1.5m).Should().Be((CreditAmount?)5);
        visual.Of(5).Should().Be((CreditAmount?)8);
        visual.Of(50).Should().Be((CreditAmount?)12);
    }

    [Fact]
    public void Prices_are_compared_by_content()
    {
        new UnitPrice(10).Should().Be(new UnitPrice(10.0m));
        new UnitPrice(10).Should().NotBe(new UnitPrice(10, 1));
        new RatesPrice([new("a", 1), new("b", 2)]).Should().Be(new RatesPrice([new("b", 2), new("a", 1)]));
        new RatesPrice([new("a", 1), new("b", 2)]).Should().NotBe(new RatesPrice([new("a", 1), new("b", 3)]));
        new TieredPrice([new(1, 2), new(null, 3)]).Should().Be(new TieredPrice([new(1.0m, 2), new(null, 3)]));
        new TieredPrice([new(1, 2), new(null, 3)]).Should().NotBe(new TieredPrice([new(1, 2)]));
        new CustomPrice("v1", _ => 1).Should().Be(new CustomPrice("v1", _ => 2));
        new CustomPrice("v1", _ => 1).Should().NotBe(new CustomPrice("v2", _ => 1));
    }

    [Fact]
    public void Equal_prices_have_equal_hashes()
    {
        new RatesPrice([new("a", 1), new("b", 2)]).GetHashCode().Should().Be(new RatesPrice([new("b", 2), new("a", 1)]).GetHashCode());
        new TieredPrice([new(1, 2)]).GetHashCode().Should().Be(new TieredPrice([new(1.0m, 2)]).GetHashCode());
        new CustomPrice("v1", _ => 1).GetHashCode().Should().Be(new CustomPrice("v1", _ => 2).GetHashCode());
    }

    [Fact]
    public void Prices_that_differ_are_told_apart_in_words()
    {
        Price[] prices =
        [
            new UnitPrice(10), new UnitPrice(11), new UnitPrice(10, 1), new RatesPrice([new("a", 10)]), new TieredPrice([new(null, 10)]),
            new TieredPrice([new(10, 10)]), new CustomPrice("10", _ => 10),
        ];
        prices.Select(p => p.Definition).Should().OnlyHaveUniqueItems();
        prices[0].ToString().Should().Be(prices[0].Definition).And.Contain("10");
    }

    private static Quantity Number(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
