using Credits.Journal;
using NodaTime;

namespace Credits.Tests.Domain.Journal;

/// <summary>Instants as whole microseconds: exact where they are whole, rounded to the named side where they are not.</summary>
public sealed class UnixMicrosecondsTests
{
    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(1, 0, 1)]
    [InlineData(999, 0, 1)]
    [InlineData(1_000, 1, 1)]
    [InlineData(1_100, 1, 2)]
    [InlineData(-1, -1, 0)]
    [InlineData(-1_000, -1, -1)]
    [InlineData(-1_001, -2, -1)]
    public void Instants_between_two_microseconds_round_down_or_up_on_both_sides_of_1970(long nanoseconds, long floor, long ceiling)
    {
        Instant at = NodaConstants.UnixEpoch + Duration.FromNanoseconds(nanoseconds);
        UnixMicroseconds.Floor(at).Should().Be(floor);
        UnixMicroseconds.Ceiling(at).Should().Be(ceiling);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1_769_860_799_999_999)]
    [InlineData(-62_135_596_800_000_000)]
    public void A_whole_microsecond_comes_back_as_it_was(long microseconds)
    {
        Instant at = UnixMicroseconds.ToInstant(microseconds);
        UnixMicroseconds.Of(at).Should().Be(microseconds);
        UnixMicroseconds.Floor(at).Should().Be(microseconds);
        UnixMicroseconds.Ceiling(at).Should().Be(microseconds);
    }

    [Fact]
    public void The_end_of_all_time_comes_back_and_is_after_everything_else()
    {
        long never = UnixMicroseconds.Of(Instant.MaxValue);
        UnixMicroseconds.ToInstant(never).Should().Be(Instant.MaxValue);
        UnixMicroseconds.Floor(Instant.MaxValue).Should().Be(never);
        UnixMicroseconds.Ceiling(Instant.MaxValue).Should().Be(never);
        UnixMicroseconds.Floor(Instant.MaxValue - Duration.FromNanoseconds(1)).Should().Be(never - 1);
    }

    [Fact]
    public void What_is_no_whole_microsecond_is_not_taken_for_one()
    {
        Instant between = NodaConstants.UnixEpoch + Duration.FromNanoseconds(1_500);
        FluentActions.Invoking(() => UnixMicroseconds.Of(between)).Should().Throw<InvalidOperationException>().WithMessage("*not a whole microsecond*");
        FluentActions.Invoking(() => UnixMicroseconds.ToInstant(long.MaxValue)).Should().Throw<OverflowException>();
    }
}
