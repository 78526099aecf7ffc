namespace Credits.Tests.Semantics.Notices;

/// <summary>Section 8: low_balance.</summary>
public sealed class LowBalanceNoticeTests : Scenario
{
    [Fact]
    public async Task Low_balance_is_told_when_a_debit_crosses_the_threshold()
    {
        await Open("free");
        await LowBalance(400);
        await Consume(600);
        (await Told()).Should().BeEmpty("400 is not below 400");
        await Consume(1);
        await Consume(1);
        (await Told()).Should().Equal("low_balance 399 below 400");
    }

    [Fact]
    public async Task Every_crossing_is_told()
    {
        await Open("free");
        await LowBalance(400);
        await Consume(601, operation: "c");
        await Refund("c", 1);
        await Consume(1);
        await Purchase("p", 100);
        await Consume(200);
        (await Told()).Should().Equal("low_balance 399 below 400", "low_balance 399 below 400", "low_balance 299 below 400");
    }

    [Fact]
    public async Task One_debit_may_cross_several_thresholds()
    {
        await Open("free");
        await LowBalance(100, 400, 700);
        await Consume(650);
        (await Told()).Should().BeEquivalentTo("low_balance 350 below 700", "low_balance 350 below 400");
    }

    [Fact]
    public async Task A_percentage_is_of_the_allowance_and_inert_without_one()
    {
        await Open("pro");
        await LowBalance(LimitThreshold.Percent(10));
        await Consume(4_501);
        (await Told()).Should().Equal("low_balance 499 below 500");
    }

    [Fact]
    public async Task Without_an_allowance_a_percentage_of_it_is_inert()
    {
        await Open("free");
        await LowBalance(LimitThreshold.Percent(50));
        await Consume(999);
        (await Told()).Should().BeEmpty();
    }

    [Fact]
    public async Task Reserves_and_overages_cross_as_well()
    {
        await Open("free");
        await LowBalance(400, 200);
        await Reserve("r", 700, "metered");
        await Capture("r", 850);
        (await Told()).Should().Equal("low_balance 300 below 400", "low_balance 150 below 200");
    }

    [Fact]
    public async Task Voids_expiries_and_settings_cross_nothing()
    {
        await Open("free");
        await Grant("g", 100, until: "2026-01-06");
        await LowBalance(1_050);
        At("2026-01-06");
        await Void("complimentary-0000000001", 500);
        await LowBalance(600);
        await Consume(1);
        (await Told()).Should().BeEmpty();
    }

    [Fact]
    public async Task Setting_alerts_replaces_them_all()
    {
        await Open("free");
        await LowBalance(400);
        await LowBalance();
        await Consume(700);
        (await Told()).Should().BeEmpty();
    }
}
