namespace Credits.Tests.Semantics.Reads;

/// <summary>How fast a wallet is being used, and how long it lasts.</summary>
public sealed class ForecastTests : Scenario
{
    [Fact]
    public async Task Usage_is_averaged_over_the_days_back()
    {
        await Open();
        await Purchase("p", 1_000);
        await Consume(1);
        At("2026-03-01");
        await Consume(280);
        At("2026-03-10");
        Forecast forecast = (await Admin.GetForecastAsync(Acme, Grace)).Value;

        // 28 days back: 280, 10 a day; the 719 that are left last 71 whole days.
        forecast.Should().Be(new Forecast(28, 280, 10, 71));
    }

    [Fact]
    public async Task The_rate_is_rounded_up_and_the_days_down()
    {
        await Open();
        await Purchase("p", 1_000);
        At("2026-03-10");
        await Consume(100);
        Forecast forecast = (await Admin.GetForecastAsync(Acme, Grace)).Value;
        forecast.Should().Be(new Forecast(28, 100, 3.571429m, 252));
    }

    [Fact]
    public async Task What_came_back_was_not_used()
    {
        await Open();
        await Purchase("p", 1_000);
        At("2026-03-01");
        await Consume(280, operation: "c");
        await Refund("c", 140);
        At("2026-03-10");
        (await Admin.GetForecastAsync(Acme, Grace)).Value.Should().Be(new Forecast(28, 140, 5, 172));
    }

    [Fact]
    public async Task Without_usage_it_lasts_for_ever()
    {
        await Open("free");
        await Consume(100);
        At("2026-06-01");
        (await Admin.GetForecastAsync(Acme, Grace, 7)).Value.Should().Be(new Forecast(7, 0, 0, null));
    }

    [Fact]
    public async Task An_empty_wallet_lasts_no_day()
    {
        await Open("free");
        At("2026-06-01");
        await Consume(1_000);
        (await Admin.GetForecastAsync(Acme, Grace, 10)).Value.Should().Be(new Forecast(10, 1_000, 100, 0));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(367)]
    public async Task Days_are_1_to_366(int days)
    {
        await Open("free");
        await FluentActions.Awaiting(() => Admin.GetForecastAsync(Acme, Grace, days).AsTask()).Should().ThrowAsync<ArgumentException>().WithParameterName(nameof(days));
    }
}
