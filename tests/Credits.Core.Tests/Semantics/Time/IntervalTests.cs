namespace Credits.Tests.Semantics.Time;

/// <summary>Section 2: every interval is half-open.</summary>
public sealed class IntervalTests : Scenario
{
    [Fact]
    public async Task A_grant_can_be_spent_until_the_microsecond_before_it_expires()
    {
        await Open();
        await Grant("g", 10, until: "2026-01-06");
        At("2026-01-05T23:59:59.999999Z");
        await Consume(4);
        At("2026-01-06T00:00Z");
        await Refused(Consume(1), RefusalCode.InsufficientCredits);
        (await Fate("g")).Should().Be("10 = 4 consumed + 6 expired");
    }

    [Fact]
    public async Task A_scheduled_grant_can_be_spent_from_the_microsecond_it_becomes_effective()
    {
        await Open();
        await Grant("g", 10, from: "2026-01-06");
        At("2026-01-05T23:59:59.999999Z");
        await Refused(Consume(1), RefusalCode.InsufficientCredits);
        At("2026-01-06T00:00Z");
        await Consume(1);
        (await Fate("g")).Should().Be("10 = 9 remaining + 1 consumed");
    }

    [Fact]
    public async Task A_reservation_can_be_captured_until_the_microsecond_before_it_expires()
    {
        await Open("pro");
        await Reserve("in-time", 5, life: Hours(1));
        At("2026-01-05T09:59:59.999999Z");
        await Capture("in-time");
        (await Holds()).Should().Be("4995");
    }

    [Fact]
    public async Task At_its_end_a_reservation_has_expired()
    {
        await Open("pro");
        await Reserve("late", 5, life: Hours(1));
        At("2026-01-05T10:00Z");
        await Refused(Capture("late"), RefusalCode.ReservationExpired);
        (await Holds()).Should().Be("5000");
    }

    [Fact]
    public async Task A_debit_at_the_boundary_burns_the_new_periods_grant()
    {
        await Open("pro");
        At("2026-01-31T23:59:59.999999Z");
        await Consume(1);
        At("2026-02-01T00:00Z");
        await Consume(2);
        (await Ledger(1)).Should().Equal(
            "-1 consumed [plan-0000000001 1]",
            "-4999 grant_expired plan-0000000001",
            "+5000 grant_issued plan-0000000002",
            "-2 consumed [plan-0000000002 2]");
    }

    [Fact]
    public async Task A_limits_window_ends_where_the_next_begins()
    {
        await Open("pro");
        await Limits(new LimitPolicy("day") { Window = LimitWindow.Day, Hard = 10 });
        At("2026-01-05T23:59:59.999999Z");
        await Consume(10);
        await Refused(Consume(1), RefusalCode.HardLimitReached);
        At("2026-01-06T00:00Z");
        await Consume(10);
    }
}
