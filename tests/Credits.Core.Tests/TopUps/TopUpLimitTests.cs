using NodaTime;

namespace Credits.Tests.TopUps;

public sealed class TopUpLimitTests : TopUpScenario
{
    private static readonly TopUpSettings Eager = TopUpSettings.Buy(100, below: 1_000_000) with { CoolDown = Duration.Zero, MaxPerDay = 1_000 };

    [Fact]
    public async Task After_the_last_purchase_of_the_day_the_next_starts_when_the_next_day_does()
    {
        await Open();
        await TopUp(Eager with { MaxPerDay = 2 });
        await Pay();
        await Pay();
        (await Status()).Should().BeEquivalentTo(new { InFlight = (TopUpInFlight?)null, AttemptsToday = 2, NextAttemptAt = Instant("2026-01-06") });

        At("2026-01-06T14:00Z");

        (await Attempts()).Should().Equal("2026-01-05T09:00:00Z 100", "2026-01-05T09:00:00Z 100", "2026-01-06T00:00:00Z 100");
        (await Status()).AttemptsToday.Should().Be(1);
    }

    [Theory]
    [InlineData("Europe/Berlin", "2026-03-28T22:59:59Z", "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z")] // a day of 23 hours
    [InlineData("Europe/Berlin", "2026-10-24T21:59:59Z", "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z")] // a day of 25 hours
    [InlineData("America/Sao_Paulo", "2018-11-04T02:59:59Z", "2018-11-04T03:00:00Z", "2018-11-05T02:00:00Z")] // its midnight is skipped
    public async Task Days_are_those_of_the_wallets_zone_whatever_its_clocks_do(string zone, string start, string next, string after)
    {
        At(start);
        await Open(zone: zone);
        await TopUp(Eager with { MaxPerDay = 1 });
        await Pay();
        At(next);
        await Pay();
        Clock.Set(Instant(after));

        (await Attempts()).Should().Equal($"{start} 100", $"{next} 100", $"{after} 100");
    }

    [Fact]
    public async Task The_months_credits_are_never_exceeded_and_come_back_with_the_next_month()
    {
        At("2026-01-30T22:00Z");
        await Open(zone: "Europe/Berlin");
        await TopUp(Eager with { MaxCreditsPerMonth = 250 });
        await Pay();
        await Pay();
        (await Status()).Should().BeEquivalentTo(new { InFlight = (TopUpInFlight?)null, CreditsThisMonth = (CreditAmount)200, NextAttemptAt = Instant("2026-01-31T23:00Z") });

        At("2026-02-03");

        (await Attempts()).Skip(2).Should().Equal("2026-01-31T23:00:00Z 100");
        (await Status()).CreditsThisMonth.Should().Be((CreditAmount)100);
    }

    [Fact]
    public async Task A_smaller_purchase_that_fits_into_the_month_is_made_at_once()
    {
        await Open();
        await TopUp(TopUpSettings.BuyUpTo(100, below: 90) with { CoolDown = Duration.Zero, MaxPerDay = 9, MaxCreditsPerMonth = 120 });
        await Pay();
        await Consume(50);
        (await Attempts()).Should().HaveCount(1, "50 would make 150 this month");

        await Grant("gift", 35);

        (await Attempts()).Should().Equal("2026-01-05T09:00:00Z 100", "2026-01-05T09:00:00Z 15");
    }

    [Fact]
    public async Task The_cool_down_counts_from_the_start_of_the_purchase_before()
    {
        await Open();
        await TopUp(Eager with { CoolDown = Hours(2) });
        Clock.Advance(Hours(0.1));
        await Pay();
        (await Status()).NextAttemptAt.Should().Be(Instant("2026-01-05T11:00Z"));

        At("2026-01-05T18:00Z");

        (await Attempts()).Should().Equal("2026-01-05T09:00:00Z 100", "2026-01-05T11:00:00Z 100");
    }

    [Fact]
    public async Task A_wallet_filled_meanwhile_buys_nothing_when_the_cool_down_ends()
    {
        await Open();
        await TopUp(TopUpSettings.Buy(100, below: 150) with { CoolDown = Hours(2), MaxPerDay = 9 });
        await Pay();

        await Grant("gift", 100);
        At("2026-01-06");

        (await Attempts()).Should().HaveCount(1);
        (await Status()).NextAttemptAt.Should().BeNull();
    }

    [Fact]
    public async Task A_failed_attempt_counts_for_the_day_and_gives_the_month_its_credits_back()
    {
        await Open();
        await TopUp(Eager with { MaxPerDay = 1, MaxCreditsPerMonth = 100 });

        await Decline();

        (await Status()).Should().BeEquivalentTo(new { AttemptsToday = 1, CreditsThisMonth = CreditAmount.Zero, NextAttemptAt = Instant("2026-01-06") });
    }

    [Fact]
    public async Task An_attempt_that_fails_in_the_next_month_gives_that_month_nothing_back()
    {
        At("2026-01-31T23:50Z");
        await Open();
        await TopUp(Eager with { MaxCreditsPerMonth = 100 });
        string january = await Flight();
        At("2026-02-01T00:10Z");
        await Decline();
        await Pay();

        (await Status()).CreditsThisMonth.Should().Be((CreditAmount)100);
        await Pay(january);
        (await Status()).CreditsThisMonth.Should().Be((CreditAmount)200, "it was paid after all, in February");
    }

    [Fact]
    public async Task Fewer_allowed_than_were_made_already_wait_for_tomorrow()
    {
        await Open();
        await TopUp(Eager);
        await Pay();
        await Pay();
        await Pay();

        await TopUp(Eager with { MaxPerDay = 1 });
        await Pay();

        (await Status()).Should().BeEquivalentTo(new { AttemptsToday = 4, InFlight = (TopUpInFlight?)null, NextAttemptAt = Instant("2026-01-06") });
    }
}
