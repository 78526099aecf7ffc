namespace Credits.Tests.Semantics.Limits;

/// <summary>Sections 7 and 12: what counts as usage, in which window, and whose it is.</summary>
public sealed class UsageTests : Scenario
{
    [Fact]
    public async Task What_comes_back_in_its_own_window_lowers_usage()
    {
        await Open("pro");
        await Limits(new LimitPolicy("day") { Window = LimitWindow.Day, Hard = 10 });
        await Consume(10, operation: "c");
        await Refund("c", 4);
        await Reserve("r", 4);
        await Refused(Consume(1), RefusalCode.HardLimitReached);
        await Capture("r", 1);
        await Reserve("r2", 3);
        await Release("r2");
        await Reserve("r3", 3, life: Hours(1));
        await Refused(Consume(1), RefusalCode.HardLimitReached);
        At("2026-01-05T10:00Z");
        await Consume(3);
        await Refused(Consume(1), RefusalCode.HardLimitReached);
    }

    [Fact]
    public async Task What_comes_back_of_an_earlier_window_does_not()
    {
        await Open("pro");
        await Limits(new LimitPolicy("day") { Window = LimitWindow.Day, Hard = 10 });
        await Consume(5, operation: "c");
        await Reserve("r", 5, life: Days(2));
        At("2026-01-06");
        await Consume(10);
        await Refund("c");
        await Release("r");
        HardLimitRefusal refusal = (await Refused(Consume(1))).Should().BeOfType<HardLimitRefusal>().Which;
        refusal.Usage.Should().Be(10);
    }

    [Fact]
    public async Task But_it_does_in_the_wider_window_that_both_are_in()
    {
        await Open("pro");
        await Limits(new LimitPolicy("month") { Hard = 15 });
        await Consume(5, operation: "c");
        At("2026-01-06");
        await Consume(10);
        await Refused(Consume(1), RefusalCode.HardLimitReached);
        await Refund("c", 2);
        await Consume(2);
    }

    [Fact]
    public async Task An_overage_counts_in_the_window_of_its_capture()
    {
        await Open("pro");
        await Limits(new LimitPolicy("day") { Window = LimitWindow.Day, Hard = 10 });
        At("2026-01-05T23:30Z");
        await Reserve("r", 8, "metered");
        At("2026-01-06T00:10Z");
        await Capture("r", 14);
        HardLimitRefusal refusal = (await Refused(Consume(5))).Should().BeOfType<HardLimitRefusal>().Which;
        refusal.Usage.Should().Be(6);
    }

    [Fact]
    public async Task A_refund_of_a_capture_lowers_the_windows_of_overage_and_reserve_each()
    {
        await Open("pro");
        await Limits(new LimitPolicy("day") { Window = LimitWindow.Day, Hard = 10 });
        At("2026-01-05T23:30Z");
        await Reserve("r", 8, "metered");
        At("2026-01-06T00:10Z");
        await Capture("r", 14);

        // The overage of 6 comes back first: today's usage falls to 0 and not below.
        await Refund("r", 9);
        HardLimitRefusal refusal = (await Refused(Consume(11))).Should().BeOfType<HardLimitRefusal>().Which;
        refusal.Usage.Should().Be(0);
    }

    [Fact]
    public async Task A_debit_and_all_that_follows_of_it_count_for_who_made_it()
    {
        await Open("pro");
        await Limits(new LimitPolicy("each") { User = LimitPolicy.Each, Hard = 20 });
        await Consume(20, by: Linus);
        await Reserve("r", 10, "metered", by: Ada);
        await Capture("r", 18, by: Linus);
        (await LastRow()).ActorId.Should().Be("u2");
        HardLimitRefusal refusal = (await Refused(Consume(3, by: Ada))).Should().BeOfType<HardLimitRefusal>().Which;
        refusal.Usage.Should().Be(18);
        await Refund("r", 5, by: Grace);
        await Consume(7, by: Ada);
    }

    [Fact]
    public async Task An_overage_is_refused_by_the_owners_limit()
    {
        await Open("pro");
        await Limits(new LimitPolicy("ada") { User = "u1", Hard = 20 });
        await Reserve("r", 15, "metered", by: Ada);
        HardLimitRefusal refusal = (await Refused(Capture("r", 25, by: Linus))).Should().BeOfType<HardLimitRefusal>().Which;
        (refusal.Policy, refusal.Usage).Should().Be(("ada", 15));
    }

    [Fact]
    public async Task Only_features_use()
    {
        await Open("pro");
        await Limits(new LimitPolicy("org") { Soft = [1], PurchasesRaise = false });
        await Purchase("p", 100);
        await Void("p", 50);
        await Grant("g", 10, until: "2026-01-06");
        At("2026-01-07");
        await Change("max");
        await Consume(1, "gratis");
        (await Told()).Should().BeEmpty();
    }

    [Fact]
    public async Task A_partial_debit_counts_for_what_it_took()
    {
        await Open("free");
        await Limits(new LimitPolicy("org") { Hard = 2_000 });
        await Consume(1_500, partial: true);
        await Purchase("p", 5_000);
        await Limits(new LimitPolicy("org") { Hard = 1_100, PurchasesRaise = false });
        HardLimitRefusal refusal = (await Refused(Consume(101))).Should().BeOfType<HardLimitRefusal>().Which;
        refusal.Usage.Should().Be(1_000);
    }

    [Fact]
    public async Task Usage_is_the_same_for_every_process()
    {
        await Open("pro");
        await Limits(new LimitPolicy("each") { User = LimitPolicy.Each, Window = LimitWindow.Day, Hard = 20 });
        await Consume(15, by: Ada, operation: "c");
        await Consume(10, by: Linus);
        await Refund("c", 5);
        Restart();
        await Refused(Consume(11, by: Ada), RefusalCode.HardLimitReached);
        await Consume(10, by: Ada);
        await Consume(10, by: Linus);
    }

    [Fact]
    public async Task GetLimits_shows_usage_and_thresholds_in_force()
    {
        await Open("pro");
        await Purchase("p", 100);
        await Limits(
            new LimitPolicy("org") { Soft = [LimitThreshold.Percent(80), 50], Hard = LimitThreshold.Percent(90) },
            new LimitPolicy("each") { User = LimitPolicy.Each, Window = LimitWindow.Day, Hard = 200 },
            new LimitPolicy("ever") { Window = LimitWindow.Lifetime, Soft = [1_000], PurchasesRaise = false });
        await Consume(30, by: Linus);
        await Consume(12, by: Ada);
        IReadOnlyList<LimitStatus> limits = (await Admin.GetLimitsAsync(Acme, Grace)).Value;
        limits.Select(l => (l.Policy.Id, l.User, l.Usage)).Should().Equal(("org", null, 42), ("each", "u1", 12), ("each", "u2", 30), ("ever", null, 42));
        limits[0].Soft.Should().Equal((CreditAmount)4_100, (CreditAmount)150);
        (limits[0].Hard, limits[0].ResetsAt).Should().Be(((CreditAmount?)4_600, Instant("2026-02-01")));
        (limits[1].Hard, limits[1].ResetsAt).Should().Be(((CreditAmount?)200, Instant("2026-01-06")));
        (limits[3].Hard, limits[3].ResetsAt).Should().Be((null, null));
    }

    [Fact]
    public async Task GetLimits_shows_a_limit_that_nobody_came_under_yet()
    {
        await Open("pro");
        await Limits(
            new LimitPolicy("each") { User = LimitPolicy.Each, Feature = "test-cases", Window = LimitWindow.Day, Hard = 200 },
            new LimitPolicy("both") { User = LimitPolicy.Each, Feature = LimitPolicy.Each, Soft = [5] });
        IReadOnlyList<LimitStatus> limits = (await Admin.GetLimitsAsync(Acme, Grace)).Value;
        limits.Select(l => (l.Policy.Id, l.User, l.Feature, l.Usage)).Should().Equal(("each", null, "test-cases", 0), ("both", null, null, 0));
        (limits[0].Hard, limits[0].ResetsAt).Should().Be(((CreditAmount?)200, Instant("2026-01-06")));
        limits[1].Soft.Should().Equal((CreditAmount)5);
    }

    [Fact]
    public async Task GetLimits_leaves_out_thresholds_at_rest()
    {
        await Open("free");
        await Limits(new LimitPolicy("org") { Soft = [LimitThreshold.Percent(80), 50], Hard = LimitThreshold.Percent(90) });
        LimitStatus status = (await Admin.GetLimitsAsync(Acme, Grace)).Value.Single();
        status.Soft.Should().Equal((CreditAmount)50);
        status.Hard.Should().BeNull();
    }
}
