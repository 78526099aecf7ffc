namespace Credits.Tests.Values;

/// <summary>Section 1: exact, at most six fractional digits, 64 bits of micro-credits, checked.</summary>
public sealed class CreditAmountTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("-0", 0)]
    [InlineData("1", 1_000_000)]
    [InlineData("0.000001", 1)]
    [InlineData("500.25", 500_250_000)]
    [InlineData("10.0", 10_000_000)]
    [InlineData("1.2300000000", 1_230_000)]
    [InlineData("1e3", 1_000_000_000)]
    [InlineData("1E-6", 1)]
    [InlineData("-2.5", -2_500_000)]
    [InlineData("9223372036854.775807", long.MaxValue)]
    [InlineData("-9223372036854.775808", long.MinValue)]
    public void A_number_of_at_most_six_digits_is_read_exactly(string text, long micro)
    {
        CreditAmount.TryParse(text, out CreditAmount amount).Should().BeTrue();
        amount.Micro.Should().Be(micro);
        CreditAmount.Parse(text).Should().Be(amount);
    }

    [Theory]
    [InlineData("0.0000001")]
    [InlineData("1.1234567")]
    [InlineData("1e-7")]
    [InlineData("9223372036854.775808")]
    [InlineData("-9223372036854.775809")]
    [InlineData("1e300")]
    [InlineData("")]
    [InlineData(" 1")]
    [InlineData("1 ")]
    [InlineData("+1")]
    [InlineData("01")]
    [InlineData("1.")]
    [InlineData(".5")]
    [InlineData("1,5")]
    [InlineData("1_000")]
    [InlineData("0x10")]
    [InlineData("1e")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("--1")]
    [InlineData("٣")]
    public void What_cannot_be_kept_is_refused_and_never_rounded(string text)
    {
        CreditAmount.TryParse(text, out CreditAmount amount).Should().BeFalse();
        amount.Should().Be(CreditAmount.Zero);
        FluentActions.Invoking(() => CreditAmount.Parse(text)).Should().Throw<FormatException>().WithMessage($"*'{text}'*");
    }

    [Fact]
    public void No_text_is_no_amount() => CreditAmount.TryParse(null, out _).Should().BeFalse();

    [Theory]
    [InlineData("0", "0")]
    [InlineData("500.250000", "500.25")]
    [InlineData("-0.000001", "-0.000001")]
    [InlineData("1000000", "1000000")]
    [InlineData("-9223372036854.775808", "-9223372036854.775808")]
    public void Text_has_no_trailing_zeros_and_reads_back(string written, string shown)
    {
        CreditAmount.Parse(written).ToString().Should().Be(shown);
        CreditAmount.Parse(shown).Should().Be(CreditAmount.Parse(written));
    }

    [Fact]
    public void A_decimal_with_a_seventh_digit_is_refused_naming_it() =>
        FluentActions.Invoking(() => CreditAmount.FromDecimal(0.1234567m))
            .Should().Throw<ArgumentOutOfRangeException>().WithMessage("*6 fractional digits*").Which.ActualValue.Should().Be(0.1234567m);

    [Fact]
    public void Trailing_zeros_beyond_the_sixth_digit_are_no_digits() =>
        CreditAmount.FromDecimal(0.12300000000m).Micro.Should().Be(123_000);

    [Theory]
    [InlineData("9223372036854.775808")]
    [InlineData("-9223372036854.775809")]
    [InlineData("79228162514264337593543950335")]
    public void A_decimal_out_of_range_is_refused(string text)
    {
        decimal value = decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
        FluentActions.Invoking(() => CreditAmount.FromDecimal(value)).Should().Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public void Whole_numbers_and_decimals_are_amounts()
    {
        CreditAmount whole = 7;
        CreditAmount large = 7L;
        CreditAmount broken = 7.5m;
        (whole, large, broken).Should().Be((CreditAmount.FromMicro(7_000_000), CreditAmount.FromMicro(7_000_000), CreditAmount.FromMicro(7_500_000)));
    }

    [Fact]
    public void Too_many_whole_credits_overflow() =>
        FluentActions.Invoking(() => (CreditAmount)9_223_372_036_855L).Should().Throw<OverflowException>();

    [Fact]
    public void Sums_are_exact_where_binary_fractions_would_not_be()
    {
        CreditAmount sum = CreditAmount.Zero;
        for (int i = 0; i < 1_000_000; i++)
        {
            sum += CreditAmount.FromDecimal(0.000_001m);
        }

        sum.Should().Be(1);
        (CreditAmount.FromDecimal(0.1m) + CreditAmount.FromDecimal(0.2m)).Should().Be(0.3m);
    }

    [Fact]
    public void Adding_beyond_the_range_throws() =>
        FluentActions.Invoking(() => CreditAmount.MaxValue + CreditAmount.FromMicro(1)).Should().Throw<OverflowException>();

    [Fact]
    public void Subtracting_beyond_the_range_throws() =>
        FluentActions.Invoking(() => CreditAmount.FromMicro(long.MinValue) - CreditAmount.FromMicro(1)).Should().Throw<OverflowException>();

    [Fact]
    public void Negating_the_least_amount_throws() =>
        FluentActions.Invoking(() => -CreditAmount.FromMicro(long.MinValue)).Should().Throw<OverflowException>();

    [Fact]
    public void Amounts_compare_by_value()
    {
        CreditAmount one = 1;
        CreditAmount two = 2;
        (one < two, one <= two, two > one, two >= one, one != two, one == 1).Should().Be((true, true, true, true, true, true));
        (one.CompareTo(two), two.CompareTo(one), one.CompareTo(1)).Should().Be((-1, 1, 0));
        (CreditAmount.Min(one, two), CreditAmount.Max(one, two)).Should().Be((one, two));
        one.GetHashCode().Should().Be(((CreditAmount)1.000m).GetHashCode());
    }

    [Fact]
    public void The_default_is_zero() => default(CreditAmount).Should().Be(CreditAmount.Zero);
}
