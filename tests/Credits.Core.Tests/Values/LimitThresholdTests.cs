namespace Credits.Tests.Values;

public sealed class LimitThresholdTests
{
    [Theory]
    [InlineData("500", "500", false)]
    [InlineData("0", "0", false)]
    [InlineData("0.5", "0.5", false)]
    [InlineData("80%", "80", true)]
    [InlineData("0%", "0", true)]
    [InlineData("12.50%", "12.5", true)]
    [InlineData("150%", "150", true)]
    public void Credits_and_percentages_are_read(string text, string value, bool isPercent)
    {
        LimitThreshold.TryParse(text, out LimitThreshold threshold).Should().BeTrue();
        threshold.Value.Should().Be(decimal.Parse(value, System.Globalization.CultureInfo.InvariantCulture));
        threshold.IsPercent.Should().Be(isPercent);
        LimitThreshold.TryParse(threshold.ToString(), out LimitThreshold again).Should().BeTrue();
        again.Should().Be(threshold);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("%")]
    [InlineData("-1")]
    [InlineData("-1%")]
    [InlineData("80 %")]
    [InlineData("%80")]
    [InlineData("80%%")]
    [InlineData("0.0000001")]
    [InlineData("9223372036854.775808")]
    [InlineData("eighty")]
    public void Anything_else_is_no_threshold(string? text) => LimitThreshold.TryParse(text, out _).Should().BeFalse();

    [Fact]
    public void Eighty_credits_are_not_eighty_percent()
    {
        LimitThreshold credits = 80;
        (credits == LimitThreshold.Percent(80)).Should().BeFalse();
        (credits == LimitThreshold.FromCredits(80.0m)).Should().BeTrue();
    }

    [Fact]
    public void Below_0_is_refused()
    {
        FluentActions.Invoking(() => LimitThreshold.Percent(-0.1m)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => LimitThreshold.FromCredits(-1)).Should().Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public void A_percentage_has_at_most_six_digits() =>
        FluentActions.Invoking(() => LimitThreshold.Percent(33.3333333m)).Should().Throw<ArgumentOutOfRangeException>().WithMessage("*6 fractional digits*");

    [Fact]
    public void Soft_thresholds_of_a_policy_are_more_than_0() =>
        FluentActions.Invoking(() => new LimitPolicy("org") { Soft = [10, 0] }).Should().Throw<InvalidFieldException>().Which.ParamName.Should().Be("soft");

    [Fact]
    public void Soft_percentages_of_a_policy_are_more_than_0() =>
        FluentActions.Invoking(() => new LimitPolicy("org") { Soft = [LimitThreshold.Percent(0)] }).Should().Throw<InvalidFieldException>().Which.ParamName.Should().Be("soft");

    [Fact]
    public void A_hard_threshold_may_be_0()
    {
        new LimitPolicy("stop") { Hard = 0 }.Hard!.Value.Value.Should().Be(0);
        new LimitPolicy("stop") { Hard = LimitThreshold.Percent(0) }.Hard!.Value.IsPercent.Should().BeTrue();
    }

    [Fact]
    public void Low_balance_thresholds_are_more_than_0() =>
        FluentActions.Invoking(() => new AlertSettings { LowBalance = [0] }).Should().Throw<InvalidFieldException>().Which.ParamName.Should().Be("lowBalance");

    [Fact]
    public void A_lead_is_more_than_0() =>
        FluentActions.Invoking(() => new AlertSettings { ExpiringLead = NodaTime.Duration.Zero }).Should().Throw<InvalidFieldException>().Which.ParamName.Should().Be("expiringLead");

    [Fact]
    public void Policies_with_the_same_content_are_equal()
    {
        LimitPolicy one = new("org") { Soft = [10, LimitThreshold.Percent(80)], Hard = 20, Window = LimitWindow.Day };
        LimitPolicy other = new("org") { Soft = [10.0m.ToCredits(), LimitThreshold.Percent(80)], Hard = 20, Window = LimitWindow.Day };
        one.Should().Be(other);
        one.GetHashCode().Should().Be(other.GetHashCode());
        one.Should().NotBe(other with { Soft = [10] });
    }

    [Fact]
    public void A_policy_names_a_window_that_there_is() =>
        FluentActions.Invoking(() => new LimitPolicy("org") { Window = (LimitWindow)9 }).Should().Throw<InvalidFieldException>().WithMessage("window*'9'*");
}

file static class Amounts
{
    public static LimitThreshold ToCredits(this decimal credits) => LimitThreshold.FromCredits(credits);
}
