using Credits.Pricing;

namespace Credits.Tests.Semantics.Reads;

/// <summary>A balance names the wallet's zone and the period that contains its instant.</summary>
public sealed class PeriodTests : Scenario
{
    [Fact]
    public async Task Without_a_plan_the_period_is_the_calendar_month_in_the_wallets_zone()
    {
        await Open(zone: "Europe/Berlin");
        (await Period()).Should().Be("Europe/Berlin 2025-12-31T23:00:00Z 2026-01-31T23:00:00Z");
    }

    [Fact]
    public async Task With_a_plan_it_is_the_plans_and_it_moves_on_with_the_resets()
    {
        Plans(new CreditPlan("weekly") { Allowance = 100, Period = PlanPeriod.Week });
        await Open("weekly");
        (await Period()).Should().Be("UTC 2026-01-05T00:00:00Z 2026-01-12T00:00:00Z");
        At("2026-01-14");
        (await Period()).Should().Be("UTC 2026-01-12T00:00:00Z 2026-01-19T00:00:00Z");
    }

    [Fact]
    public async Task An_anniversarys_period_is_counted_from_its_anchor()
    {
        Plans(new CreditPlan("monthly") { Allowance = 100, Period = PlanPeriod.AnniversaryMonth });
        At("2026-01-31");
        await Open("monthly");
        At("2026-03-01");
        (await Period()).Should().Be("UTC 2026-02-28T00:00:00Z 2026-03-31T00:00:00Z");
    }

    [Fact]
    public async Task A_past_instant_lies_in_the_period_of_that_time()
    {
        await Open("pro");
        At("2026-03-10");
        (await Period("2026-02-10T00:00:00Z")).Should().Be("UTC 2026-02-01T00:00:00Z 2026-03-01T00:00:00Z");
    }

    private async Task<string> Period(string? asOf = null)
    {
        WalletBalance balance = await Balance(asOf);
        return $"{balance.Zone} {Text(balance.PeriodStart)} {Text(balance.PeriodEnd)}";
    }
}
