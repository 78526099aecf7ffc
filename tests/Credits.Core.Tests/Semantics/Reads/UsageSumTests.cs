namespace Credits.Tests.Semantics.Reads;

/// <summary>Section 12, reads: usage by feature, user and day.</summary>
public sealed class UsageSumTests : Scenario
{
    [Fact]
    public async Task It_is_summed_by_feature_user_and_day_ordinal_by_key()
    {
        await Open("pro");
        await Consume(1, "unit", Linus);
        await Consume(2, "other", Ada);
        At("2026-01-06");
        await Consume(4, "unit", Ada);
        await Consume(8, "test-cases", Actor.Member("Zoe"));
        (await Usage(UsageGrouping.Feature)).Should().Equal("other 2", "test-cases 80", "unit 5");
        (await Usage(UsageGrouping.User)).Should().Equal("Zoe 80", "u1 6", "u2 1");
        (await Usage(UsageGrouping.Day)).Should().Equal("2026-01-05 3", "2026-01-06 84");
    }

    [Fact]
    public async Task It_is_net_of_what_came_back_whenever_that_was()
    {
        await Open("pro");
        await Consume(100, operation: "c");
        await Reserve("r", 50, life: Days(3));
        At("2026-01-07");
        await Refund("c", 30);
        await Capture("r", 20);
        (await Usage(UsageGrouping.Day)).Should().Equal("2026-01-05 90");
        (await Usage(UsageGrouping.Feature, from: "2026-01-06")).Should().BeEmpty("no debit was made since");
    }

    [Fact]
    public async Task Only_debits_made_in_the_time_count_and_it_is_half_open()
    {
        await Open("pro");
        foreach (string at in new[] { "2026-01-06", "2026-01-07", "2026-01-08" })
        {
            At(at);
            await Consume(1, operation: at);
        }

        At("2026-01-09");
        await Refund("2026-01-06");
        (await Usage(UsageGrouping.Feature, "2026-01-07", "2026-01-08")).Should().Equal("unit 1");
        (await Usage(UsageGrouping.Day, "2026-01-06", "2026-01-08")).Should().Equal("2026-01-06 0", "2026-01-07 1");
        (await Usage(UsageGrouping.Feature, to: "2026-01-06")).Should().BeEmpty();
        (await Usage(UsageGrouping.Feature, "2026-01-08", "2026-01-08")).Should().BeEmpty();
    }

    [Fact]
    public async Task Every_key_that_had_a_debit_is_there_even_at_0()
    {
        await Open("pro");
        await Consume(1, "gratis", Linus);
        await Consume(5, "unit", Ada, operation: "c");
        await Refund("c");
        (await Usage(UsageGrouping.Feature)).Should().Equal("gratis 0", "unit 0");
        (await Usage(UsageGrouping.User)).Should().Equal("u1 0", "u2 0");
    }

    [Fact]
    public async Task An_open_reservation_is_usage()
    {
        await Open("pro");
        await Reserve("r", 50);
        (await Usage(UsageGrouping.Feature)).Should().Equal("unit 50");
        At("2026-01-06");
        (await Usage(UsageGrouping.Feature)).Should().Equal("unit 0");
    }

    [Fact]
    public async Task Days_are_local_days()
    {
        await Open("pro", "America/New_York");
        At("2026-01-06T04:59:59Z");
        await Consume(1);
        At("2026-01-06T05:00Z");
        await Consume(2);
        (await Usage(UsageGrouping.Day)).Should().Equal("2026-01-05 1", "2026-01-06 2");
    }

    [Fact]
    public async Task An_overage_is_of_its_owner_on_the_day_of_its_capture()
    {
        await Open("pro");
        At("2026-01-05T23:50Z");
        await Reserve("r", 10, "metered", by: Ada);
        At("2026-01-06T00:10Z");
        await Capture("r", 16, by: Linus);
        (await Usage(UsageGrouping.User)).Should().Equal("u1 16");
        (await Usage(UsageGrouping.Day)).Should().Equal("2026-01-05 10", "2026-01-06 6");
        await Refund("r", 9);
        (await Usage(UsageGrouping.Day)).Should().Equal("2026-01-05 7", "2026-01-06 0");
    }

    [Fact]
    public async Task A_members_usage_is_what_he_debited_whoever_captured_it()
    {
        await Open("pro");
        await Reserve("r", 10, by: Ada);
        await Capture("r", 4, by: Linus);
        (await Usage(UsageGrouping.Feature, asking: Ada)).Should().Equal("unit 4");
        (await Usage(UsageGrouping.Feature, asking: Linus)).Should().BeEmpty();
    }

    [Fact]
    public async Task Grants_purchases_and_voids_are_no_usage()
    {
        await Open("pro");
        await Purchase("p", 10);
        await Void("p");
        (await Usage(UsageGrouping.User)).Should().BeEmpty();
    }

    [Fact]
    public async Task Without_a_wallet_there_is_none() => await Refused(Usage(UsageGrouping.User), RefusalCode.WalletNotFound);
}
