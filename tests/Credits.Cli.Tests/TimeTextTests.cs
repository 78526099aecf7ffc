using System.Text;
using Credits.Cli.Simulate;
using Credits.Shared;
using NodaTime;
using NodaTime.Text;

namespace Credits.Cli.Tests;

public sealed class TimeTextTests
{
    [Theory]
    [InlineData("2026-01-31T23:59:59Z", "2026-01-31T23:59:59Z")]
    [InlineData("2026-01-31T23:59:59.1Z", "2026-01-31T23:59:59.1Z")]
    [InlineData("2026-01-31T23:59:59.999999Z", "2026-01-31T23:59:59.999999Z")]
    [InlineData("2026-01-31T23:59:59.100000Z", "2026-01-31T23:59:59.1Z")]
    [InlineData("2028-02-29T00:00:00Z", "2028-02-29T00:00:00Z")]
    [InlineData("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z")]
    [InlineData("1969-12-31T23:59:59.999999Z", "1969-12-31T23:59:59.999999Z")]
    public void An_instant_is_read(string text, string expected)
    {
        InstantText.TryParse(Encoding.UTF8.GetBytes(text), out Instant instant).Should().BeTrue();
        InstantPattern.ExtendedIso.Format(instant).Should().Be(expected);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Z")]
    [InlineData("2026-01-31")]
    [InlineData("2026-01-31T23:59Z")]
    [InlineData("2026-01-31T23:59:59")]
    [InlineData("2026-01-31T23:59:59z")]
    [InlineData("2026-01-31t23:59:59Z")]
    [InlineData("2026-01-31 23:59:59Z")]
    [InlineData("2026-01-31T23:59:59+00:00")]
    [InlineData("2026-01-31T23:59:59.Z")]
    [InlineData("2026-01-31T23:59:59,5Z")]
    [InlineData("2026-01-31T23:59:59.0000000Z")]
    [InlineData("2026-01-31T23:59:60Z")]
    [InlineData("2026-01-31T24:00:00Z")]
    [InlineData("2026-01-32T00:00:00Z")]
    [InlineData("2026-02-29T00:00:00Z")]
    [InlineData("2026-13-01T00:00:00Z")]
    [InlineData("2026-00-01T00:00:00Z")]
    [InlineData("2026-01-00T00:00:00Z")]
    [InlineData("0000-01-01T00:00:00Z")]
    [InlineData("+2026-01-01T00:00:00Z")]
    [InlineData("-026-01-01T00:00:00Z")]
    [InlineData(" 2026-01-01T00:00:00Z")]
    [InlineData("2026-01-01T00:00:00Z ")]
    [InlineData("2026-1-01T00:00:00.00Z")]
    public void Anything_else_is_no_instant(string text) => InstantText.TryParse(Encoding.UTF8.GetBytes(text), out _).Should().BeFalse();

    [Theory]
    [InlineData("P7D", 7 * 86_400d)]
    [InlineData("PT1H", 3_600d)]
    [InlineData("PT90M", 5_400d)]
    [InlineData("PT0.000001S", 0.000001)]
    [InlineData("P1DT2H3M4.5S", 86_400 + 7_200 + 180 + 4.5)]
    [InlineData("PT36H", 36 * 3_600d)]
    [InlineData("P01DT0H", 86_400d)]
    public void A_duration_is_read(string text, double seconds)
    {
        DurationText.TryParse(text, out Duration duration).Should().BeTrue();
        duration.TotalSeconds.Should().Be(seconds);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("P")]
    [InlineData("PT")]
    [InlineData("P1DT")]
    [InlineData("P0D")]
    [InlineData("PT0S")]
    [InlineData("-P1D")]
    [InlineData("P-1D")]
    [InlineData("P1W")]
    [InlineData("P1M")]
    [InlineData("P1Y")]
    [InlineData("P1H")]
    [InlineData("PT1D")]
    [InlineData("PT1")]
    [InlineData("p1d")]
    [InlineData("P1.5D")]
    [InlineData("PT1.5H")]
    [InlineData("PT1,5S")]
    [InlineData("PT.5S")]
    [InlineData("PT1.S")]
    [InlineData("PT0.0000001S")]
    [InlineData("PT1S1M")]
    [InlineData("P1D ")]
    [InlineData("P1D\n")]
    [InlineData("1.00:00:00")]
    [InlineData("P999999999999D")]
    public void Anything_else_is_no_duration(string? text) => DurationText.TryParse(text, out _).Should().BeFalse();
}
