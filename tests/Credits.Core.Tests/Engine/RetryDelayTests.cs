using Credits.Engine;

namespace Credits.Tests.Engine;

public sealed class RetryDelayTests
{
    private readonly CreditsOptions _options = new()
    {
        NoticeRetryDelay = TimeSpan.FromSeconds(5),
        NoticeLongestRetryDelay = TimeSpan.FromMinutes(1),
        NoticeRetryJitterPercent = 20,
    };

    [Fact]
    public void Delays_double_up_to_the_longest()
    {
        _options.NoticeRetryJitterPercent = 0;

        Enumerable.Range(1, 7).Select(n => RetryDelay.After(n, _options, chance: 0.9).TotalSeconds).Should().Equal(5, 10, 20, 40, 60, 60, 60);
    }

    [Theory]
    [InlineData(0, 8)]
    [InlineData(0.25, 9)]
    [InlineData(0.5, 10)]
    [InlineData(1, 12)]
    public void Chance_makes_a_delay_shorter_or_longer_by_its_part(double chance, double seconds) =>
        RetryDelay.After(2, _options, chance).TotalSeconds.Should().BeApproximately(seconds, 1e-6);

    [Theory]
    [InlineData(0, 48)]
    [InlineData(0.25, 54)]
    [InlineData(0.5, 60)]
    [InlineData(0.75, 54)]
    [InlineData(1, 48)]
    public void Chance_parts_what_failed_together_at_the_longest_delay_too_and_never_goes_beyond_it(double chance, double seconds) =>
        RetryDelay.After(10, _options, chance).TotalSeconds.Should().BeApproximately(seconds, 1e-6);

    [Theory]
    [InlineData(0)]
    [InlineData(20)]
    [InlineData(99)]
    [InlineData(100)]
    public void No_delay_is_longer_than_the_longest_or_less_than_nothing(int jitter)
    {
        _options.NoticeRetryJitterPercent = jitter;

        foreach (int attempts in Enumerable.Range(1, 8))
        {
            foreach (double chance in Enumerable.Range(0, 101).Select(n => n / 100.0))
            {
                RetryDelay.After(attempts, _options, chance).Should().BeGreaterThanOrEqualTo(TimeSpan.Zero).And.BeLessThanOrEqualTo(TimeSpan.FromMinutes(1));
            }
        }
    }

    [Fact]
    public void Any_number_of_attempts_has_a_delay() =>
        RetryDelay.After(int.MaxValue, _options, 0.5).Should().Be(TimeSpan.FromMinutes(1));

    [Fact]
    public void Delays_of_the_defaults_come_to_two_and_a_half_hours_until_a_notice_is_parked()
    {
        CreditsOptions defaults = new();

        double hours = Enumerable.Range(1, defaults.NoticeAttempts - 1).Sum(n => RetryDelay.After(n, defaults, 0.5).TotalHours);

        hours.Should().BeApproximately(2.5, 0.15);
    }
}
