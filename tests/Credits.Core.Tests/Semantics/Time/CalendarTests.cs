using Credits.Pricing;

namespace Credits.Tests.Semantics.Time;

/// <summary>Sections 2 and 4: calendar arithmetic is in the wallet's zone; a period starts at the start of the day there.</summary>
public sealed class CalendarTests : Scenario
{
    [Theory]
    [InlineData("UTC", "2026-01-05T09:00Z", "2026-01-06T00:00:00Z", "2026-01-07T00:00:00Z")]
    [InlineData("Asia/Kathmandu", "2026-01-05T09:00Z", "2026-01-05T18:15:00Z", "2026-01-06T18:15:00Z")]
    [InlineData("Europe/Berlin", "2026-03-28T12:00Z", "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z")]
    [InlineData("America/Sao_Paulo", "2018-11-03T12:00Z", "2018-11-04T03:00:00Z", "2018-11-05T02:00:00Z")]
    [InlineData("Asia/Beirut", "2022-03-26T12:00Z", "2022-03-26T22:00:00Z", "2022-03-27T21:00:00Z")]
    [InlineData("Africa/Cairo", "2023-04-27T12:00Z", "2023-04-27T22:00:00Z", "2023-04-28T21:00:00Z")]
    [InlineData("America/Havana", "2024-11-02T12:00Z", "2024-11-03T04:00:00Z", "2024-11-04T05:00:00Z")]
    [InlineData("America/Sao_Paulo", "2018-02-17T12:00Z", "2018-02-18T03:00:00Z", "2018-02-19T03:00:00Z")]
    [InlineData("America/St_Johns", "2010-11-06T12:00Z", "2010-11-07T02:30:00Z", "2010-11-08T03:30:00Z")]
    [InlineData("America/St_Johns", "2010-11-07T02:45Z", "2010-11-08T03:30:00Z", "2010-11-09T03:30:00Z")]
    [InlineData("Pacific/Apia", "2011-12-29T12:00Z", "2011-12-30T10:00:00Z", "2011-12-31T10:00:00Z")]
    public async Task A_day_starts_at_the_first_instant_whose_local_date_is_that_day_or_later(string zone, string opened, string next, string afterNext)
    {
        Plans(new CreditPlan("daily") { Allowance = 10, Period = PlanPeriod.Day });
        At(opened);
        await Open("daily", zone);
        Text((await Balance()).NextReset!.Value).Should().Be(next);
        At(next);
        Text((await Balance()).NextReset!.Value).Should().Be(afterNext);
        (await TimedTold()).Should().Equal($"{next} plan_reset daily");
    }

    [Fact]
    public async Task A_day_that_was_left_out_of_the_calendar_is_no_period()
    {
        Plans(new CreditPlan("daily") { Allowance = 10, Period = PlanPeriod.Day });
        At("2011-12-29T12:00Z");
        await Open("daily", "Pacific/Apia");
        At("2012-01-01T12:00Z");
        await Balance();

        // 29 December is followed by 31 December: no allowance for the 30th, which nobody there lived through.
        (await TimedTold()).Should().Equal(
            "2011-12-30T10:00:00Z plan_reset daily", "2011-12-31T10:00:00Z plan_reset daily", "2012-01-01T10:00:00Z plan_reset daily");
    }

    [Theory]
    [InlineData(PlanPeriod.CalendarMonth, "UTC", "2026-01-31T23:59:59Z", "2026-02-01 2026-03-01 2026-04-01")]
    [InlineData(PlanPeriod.CalendarMonth, "UTC", "2026-12-15T00:00Z", "2027-01-01 2027-02-01 2027-03-01")]
    [InlineData(PlanPeriod.Week, "UTC", "2026-01-05T00:00Z", "2026-01-12 2026-01-19 2026-01-26")]
    [InlineData(PlanPeriod.Week, "UTC", "2026-01-11T23:59:59Z", "2026-01-12 2026-01-19 2026-01-26")]
    [InlineData(PlanPeriod.Week, "UTC", "2025-12-31T12:00Z", "2026-01-05 2026-01-12 2026-01-19")]
    [InlineData(PlanPeriod.Day, "UTC", "2024-02-28T12:00Z", "2024-02-29 2024-03-01 2024-03-02")]
    [InlineData(PlanPeriod.Year, "UTC", "2026-01-01T00:00Z", "2027-01-01 2028-01-01 2029-01-01")]
    [InlineData(PlanPeriod.Year, "UTC", "2026-12-31T23:59:59Z", "2027-01-01 2028-01-01 2029-01-01")]
    [InlineData(PlanPeriod.AnniversaryMonth, "UTC", "2026-01-15T09:00Z", "2026-02-15 2026-03-15 2026-04-15")]
    [InlineData(PlanPeriod.AnniversaryMonth, "UTC", "2026-01-31T09:00Z", "2026-02-28 2026-03-31 2026-04-30")]
    [InlineData(PlanPeriod.AnniversaryMonth, "UTC", "2026-01-30T09:00Z", "2026-02-28 2026-03-30 2026-04-30")]
    [InlineData(PlanPeriod.AnniversaryMonth, "UTC", "2024-01-31T09:00Z", "2024-02-29 2024-03-31 2024-04-30")]
    [InlineData(PlanPeriod.AnniversaryMonth, "UTC", "2024-02-29T09:00Z", "2024-03-29 2024-04-29 2024-05-29")]
    [InlineData(PlanPeriod.AnniversaryMonth, "UTC", "2025-12-31T09:00Z", "2026-01-31 2026-02-28 2026-03-31")]
    public async Task Periods_follow_the_calendar(PlanPeriod period, string zone, string opened, string boundaries)
    {
        Plans(new CreditPlan("plan") { Allowance = 10, Period = period });
        At(opened);
        await Open("plan", zone);
        foreach (string boundary in boundaries.Split(' '))
        {
            Text((await Balance()).NextReset!.Value).Should().Be($"{boundary}T00:00:00Z");
            (await Lots())[0].ExpiresAt.Should().Be(Instant(boundary));
            At(boundary);
        }
    }

    [Fact]
    public async Task An_anniversary_on_29_February_comes_back_after_a_short_February()
    {
        Plans(new CreditPlan("plan") { Allowance = 10, Period = PlanPeriod.AnniversaryMonth });
        At("2024-02-29T09:00Z");
        await Open("plan");
        At("2025-02-10");
        Text((await Balance()).NextReset!.Value).Should().Be("2025-02-28T00:00:00Z");
        At("2025-02-28");
        Text((await Balance()).NextReset!.Value).Should().Be("2025-03-29T00:00:00Z");
        (await Told()).Should().HaveCount(12);
    }

    [Theory]
    [InlineData(PlanPeriod.CalendarMonth, "Europe/Berlin", "2026-01-31T23:30Z", "2026-02-28T23:00:00Z")]
    [InlineData(PlanPeriod.CalendarMonth, "America/Los_Angeles", "2026-02-01T07:59Z", "2026-02-01T08:00:00Z")]
    [InlineData(PlanPeriod.AnniversaryMonth, "Europe/Berlin", "2026-01-14T23:30Z", "2026-02-14T23:00:00Z")]
    [InlineData(PlanPeriod.AnniversaryMonth, "Europe/Berlin", "2026-03-15T12:00Z", "2026-04-14T22:00:00Z")]
    [InlineData(PlanPeriod.Week, "Asia/Tokyo", "2026-01-11T14:59Z", "2026-01-11T15:00:00Z")]
    [InlineData(PlanPeriod.Week, "Asia/Tokyo", "2026-01-11T15:00Z", "2026-01-18T15:00:00Z")]
    [InlineData(PlanPeriod.Year, "Europe/Berlin", "2026-06-01T12:00Z", "2026-12-31T23:00:00Z")]
    [InlineData(PlanPeriod.Year, "Pacific/Kiritimati", "2026-12-31T10:00Z", "2027-12-31T10:00:00Z")]
    public async Task Periods_are_those_of_the_wallets_zone(PlanPeriod period, string zone, string opened, string next)
    {
        Plans(new CreditPlan("plan") { Allowance = 10, Period = period });
        At(opened);
        await Open("plan", zone);
        Text((await Balance()).NextReset!.Value).Should().Be(next);
    }

    [Fact]
    public async Task The_zone_is_UTC_where_none_is_given()
    {
        await Open("pro");
        Text((await Balance()).NextReset!.Value).Should().Be("2026-02-01T00:00:00Z");
    }
}
