namespace Credits.Tests.Semantics.Limits;

/// <summary>Section 11: what anybody may know of the limits that his debits come under.</summary>
public sealed class OwnLimitTests : Scenario
{
    [Fact]
    public async Task Limits_on_the_asker_come_with_his_usage_and_those_of_others_do_not_come()
    {
        await Open("pro");
        await Limits(
            new LimitPolicy("each") { User = LimitPolicy.Each, Window = LimitWindow.Day, Soft = [50, 80], Hard = 100 },
            new LimitPolicy("adas") { User = Ada.Id, Soft = [LimitThreshold.Percent(10)] },
            new LimitPolicy("linus's") { User = Linus.Id, Hard = 10_000 });
        await Consume(30, by: Ada);
        await Consume(60, by: Linus);

        (await Own(Ada)).Should().Equal(
            "each day: 30 of [50 80] 100, 70 left until 2026-01-06T00:00:00Z",
            "adas month: 30 of [500] , until 2026-02-01T00:00:00Z");
        (await Own(Linus)).Should().Equal(
            "each day: 60 of [50 80] 100, 40 left until 2026-01-06T00:00:00Z",
            "linus's month: 60 of [] 10000, 9940 left until 2026-02-01T00:00:00Z");
        (await Own(Grace)).Should().Equal("each day: 0 of [50 80] 100, 100 left until 2026-01-06T00:00:00Z");
    }

    [Fact]
    public async Task Of_a_limit_that_he_shares_the_asker_learns_what_remains_and_not_what_others_used()
    {
        await Open("pro");
        await Limits(
            new LimitPolicy("all") { Hard = LimitThreshold.Percent(50), Soft = [100] },
            new LimitPolicy("warning") { Soft = [100] },
            new LimitPolicy("other") { Feature = "other", Window = LimitWindow.Lifetime, Hard = 40 });
        await Consume(500, by: Linus);
        await Purchase("p", 70);

        (await Own(Ada)).Should().Equal("all month: shared, 2070 left until 2026-02-01T00:00:00Z", "other lifetime: shared, other, 40 left");
    }

    [Fact]
    public async Task A_limit_for_each_feature_has_a_line_for_each_that_was_used()
    {
        await Open("pro");
        await Limits(
            new LimitPolicy("mine") { User = LimitPolicy.Each, Feature = LimitPolicy.Each, Hard = 100 },
            new LimitPolicy("ours") { Feature = LimitPolicy.Each, Hard = 200 });
        (await Own(Ada)).Should().Equal(
            "mine month: 0 of [] 100, 100 left until 2026-02-01T00:00:00Z", "ours month: shared, 200 left until 2026-02-01T00:00:00Z");

        await Consume(20, by: Ada);
        await Consume(90, "other", by: Linus);
        Restart();
        (await Own(Ada)).Should().Equal(
            "mine month: other, 0 of [] 100, 100 left until 2026-02-01T00:00:00Z",
            "mine month: unit, 20 of [] 100, 80 left until 2026-02-01T00:00:00Z",
            "ours month: shared, other, 110 left until 2026-02-01T00:00:00Z",
            "ours month: shared, unit, 180 left until 2026-02-01T00:00:00Z");
    }

    [Fact]
    public async Task A_threshold_that_rests_leaves_nothing_to_tell_and_one_that_was_lowered_leaves_nothing()
    {
        await Open("free");
        await Limits(
            new LimitPolicy("mine") { User = LimitPolicy.Each, Hard = LimitThreshold.Percent(50) },
            new LimitPolicy("ours") { Hard = LimitThreshold.Percent(50) });
        await Consume(20, by: Ada);
        (await Own(Ada)).Should().Equal("mine month: 20 of [] , until 2026-02-01T00:00:00Z");

        await Limits(new LimitPolicy("mine") { User = Ada.Id, Hard = 10 });
        (await Own(Ada)).Should().Equal("mine month: 20 of [] 10, 0 left until 2026-02-01T00:00:00Z");
    }

    [Fact]
    public async Task The_wallet_must_be_there() =>
        (await Credits.GetOwnLimitsAsync("nowhere", Ada)).Refusal!.Code.Should().Be(RefusalCode.WalletNotFound);

    private async Task<IReadOnlyList<string>> Own(Actor by) => [.. (await Credits.GetOwnLimitsAsync(Acme, by)).GetValueOrThrow().Select(Short)];

    private static string Short(OwnLimit limit)
    {
        string which = $"{limit.Policy} {WireNames.Of(limit.Window)}: {(limit.IsShared ? "shared, " : "")}{(limit.Feature is { } feature ? feature + ", " : "")}";
        string usage = limit.Usage is null ? "" : $"{limit.Usage} of [{string.Join(' ', limit.Soft)}] {limit.Hard}, ";
        return which + usage + (limit.Remaining is { } left ? $"{left} left" : "") + (limit.ResetsAt is { } at ? (limit.Remaining is null ? "" : " ") + $"until {Text(at)}" : "");
    }
}
