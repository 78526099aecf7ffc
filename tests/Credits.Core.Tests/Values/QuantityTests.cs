namespace Credits.Tests.Values;

/// <summary>Section 12, quantities and prices: at most six digits; by value.</summary>
public sealed class QuantityTests
{
    [Fact]
    public void A_quantity_keeps_six_digits()
    {
        Quantity quantity = 2.123456m;
        quantity.Value.Should().Be(2.123456m);
        quantity.ToString().Should().Be("2.123456");
    }

    [Fact]
    public void A_seventh_digit_is_refused_naming_field_and_value()
    {
        InvalidFieldException complaint = FluentActions.Invoking(() => Quantity.FromDecimal(0.0000001m)).Should().Throw<InvalidFieldException>().Which;
        complaint.ParamName.Should().Be("quantity");
        complaint.Message.Should().Contain("quantity").And.Contain("0.0000001").And.Contain("6 fractional digits");
    }

    [Fact]
    public void A_quantity_out_of_range_is_refused() =>
        FluentActions.Invoking(() => Quantity.FromDecimal(9_223_372_036_855m)).Should().Throw<InvalidFieldException>().WithMessage("*quantity*9223372036855*");

    [Fact]
    public void Ten_and_ten_point_zero_are_the_same_quantity()
    {
        Quantity ten = 10;
        Quantity tenPointZero = 10.0m;
        (ten == tenPointZero).Should().BeTrue();
        ten.GetHashCode().Should().Be(tenPointZero.GetHashCode());
        tenPointZero.ToString().Should().Be("10");
    }

    [Fact]
    public void Dimensions_are_the_same_in_whatever_order_they_are_given()
    {
        Quantity one = Quantity.Of(("outputTokens", 2), ("inputTokens", 1.50m));
        Quantity other = Quantity.Of(("inputTokens", 1.5m), ("outputTokens", 2.0m));
        one.Should().Be(other);
        one.GetHashCode().Should().Be(other.GetHashCode());
        one.ToString().Should().Be("inputTokens=1.5, outputTokens=2");
        one.Dimensions.Select(d => d.Key).Should().Equal("inputTokens", "outputTokens");
    }

    [Fact]
    public void A_number_is_not_the_same_as_a_dimension()
    {
        Quantity number = 1;
        (number == Quantity.Of(("x", 1))).Should().BeFalse();
        (number != Quantity.Of(("x", 1))).Should().BeTrue();
    }

    [Fact]
    public void A_dimension_that_was_not_given_is_0()
    {
        Quantity tokens = Quantity.Of(("inputTokens", 3));
        (tokens["inputTokens"], tokens["outputTokens"]).Should().Be((3m, 0m));
    }

    [Fact]
    public void A_dimension_given_twice_is_refused() =>
        FluentActions.Invoking(() => Quantity.Of(("x", 1), ("x", 2))).Should().Throw<InvalidFieldException>().WithMessage("*quantity*'x'*");

    [Theory]
    [InlineData("")]
    [InlineData("a\u0007b")]
    public void A_dimension_has_a_proper_name(string name) =>
        FluentActions.Invoking(() => Quantity.Of((name, 1))).Should().Throw<InvalidFieldException>().Which.ParamName.Should().Be("quantity");

    [Fact]
    public void Zero_in_any_form_is_zero()
    {
        Quantity zero = 0;
        (zero.IsZero, Quantity.Of(("a", 0), ("b", 0)).IsZero, Quantity.Of(("a", 0), ("b", 1)).IsZero).Should().Be((true, true, false));
    }

    [Fact]
    public void The_value_of_dimensions_is_asked_for_by_name() =>
        FluentActions.Invoking(() => Quantity.Of(("a", 1)).Value).Should().Throw<InvalidOperationException>();
}
