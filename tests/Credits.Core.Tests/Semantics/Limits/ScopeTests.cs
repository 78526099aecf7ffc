namespace Credits.Tests.Semantics.Limits;

/// <summary>Section 7: user and feature, each absent, one, or each one separately.</summary>
public sealed class ScopeTests : Scenario
{
    [Fact]
    public async Task Without_user_and_feature_the_wallets_whole_usage_counts()
    {
        await Open("pro");
        await Limits(new LimitPolicy("org") { Hard = 10 });
        await Consume(4, "unit", Ada);
        await Consume(4, "other", Linus);
        await Refused(Consume(3, "unit", Grace), RefusalCode.HardLimitReached);
        await Consume(2, "unit", Grace);
    }

    [Fact]
    public async Task With_a_user_only_his_usage_counts_and_only_he_is_limited()
    {
        await Open("pro");
        await Limits(new LimitPolicy("ada") { User = "u1", Hard = 10 });
        await Consume(100, by: Linus);
        await Consume(6, "unit", Ada);
        await Refused(Consume(5, "other", Ada), RefusalCode.HardLimitReached);
        await Consume(100, by: Linus);
    }

    [Fact]
    public async Task With_a_feature_only_its_usage_counts_and_only_it_is_limited()
    {
        await Open("pro");
        await Limits(new LimitPolicy("units") { Feature = "unit", Hard = 10 });
        await Consume(100, "other");
        await Consume(6, "unit", Ada);
        await Refused(Consume(5, "unit", Linus), RefusalCode.HardLimitReached);
        await Consume(100, "other");
    }

    [Fact]
    public async Task With_each_user_everybody_has_his_own()
    {
        await Open("pro");
        await Limits(new LimitPolicy("each") { User = LimitPolicy.Each, Hard = 10 });
        await Consume(10, by: Ada);
        await Refused(Consume(1, "other", Ada), RefusalCode.HardLimitReached);
        await Consume(10, by: Linus);
        await Refused(Consume(1, by: Linus), RefusalCode.HardLimitReached);
    }

    [Fact]
    public async Task With_each_feature_every_one_has_its_own()
    {
        await Open("pro");
        await Limits(new LimitPolicy("each") { Feature = LimitPolicy.Each, Hard = 10 });
        await Consume(10, "unit", Ada);
        await Refused(Consume(1, "unit", Linus), RefusalCode.HardLimitReached);
        await Consume(10, "other", Linus);
    }

    [Fact]
    public async Task With_user_and_feature_only_both_together_count()
    {
        await Open("pro");
        await Limits(new LimitPolicy("one") { User = "u1", Feature = "unit", Hard = 10 });
        await Consume(20, "other", Ada);
        await Consume(20, "unit", Linus);
        await Consume(10, "unit", Ada);
        await Refused(Consume(1, "unit", Ada), RefusalCode.HardLimitReached);
    }

    [Fact]
    public async Task With_each_user_of_a_feature_everybody_has_his_own_of_it()
    {
        await Open("pro");
        await Limits(new LimitPolicy("each") { User = LimitPolicy.Each, Feature = "unit", Hard = 10 });
        await Consume(10, "unit", Ada);
        await Consume(10, "unit", Linus);
        await Consume(50, "other", Ada);
        await Refused(Consume(1, "unit", Ada), RefusalCode.HardLimitReached);
    }

    [Fact]
    public async Task With_each_feature_of_a_user_he_has_one_for_each()
    {
        await Open("pro");
        await Limits(new LimitPolicy("each") { User = "u1", Feature = LimitPolicy.Each, Hard = 10 });
        await Consume(10, "unit", Ada);
        await Consume(10, "other", Ada);
        await Consume(50, "unit", Linus);
        await Refused(Consume(1, "other", Ada), RefusalCode.HardLimitReached);
    }

    [Fact]
    public async Task With_each_of_both_every_pair_has_its_own()
    {
        await Open("pro");
        await Limits(new LimitPolicy("each") { User = LimitPolicy.Each, Feature = LimitPolicy.Each, Soft = [8], Hard = 10 });
        await Consume(10, "unit", Ada);
        await Consume(10, "other", Ada);
        await Consume(10, "unit", Linus);
        await Refused(Consume(1, "unit", Ada), RefusalCode.HardLimitReached);
        (await Told()).Should().BeEquivalentTo(
            "soft_limit_reached each user u1 feature unit 8 at 10",
            "hard_limit_reached each user u1 feature unit 10 at 10",
            "soft_limit_reached each user u1 feature other 8 at 10",
            "hard_limit_reached each user u1 feature other 10 at 10",
            "soft_limit_reached each user u2 feature unit 8 at 10",
            "hard_limit_reached each user u2 feature unit 10 at 10");
    }

    [Fact]
    public async Task A_notice_names_user_and_feature_only_where_each_counts_separately()
    {
        await Open("pro");
        await Limits(
            new LimitPolicy("a") { User = "u1", Soft = [1] },
            new LimitPolicy("b") { Feature = "unit", Soft = [1] },
            new LimitPolicy("c") { User = LimitPolicy.Each, Feature = "unit", Soft = [1] });
        await Consume(1);
        (await Told()).Should().BeEquivalentTo("soft_limit_reached a 1 at 1", "soft_limit_reached b 1 at 1", "soft_limit_reached c user u1 1 at 1");
    }

    [Fact]
    public async Task A_user_named_like_a_feature_is_not_one()
    {
        await Open("pro");
        await Limits(new LimitPolicy("x") { User = "unit", Hard = 1 });
        await Consume(5, "unit", Ada);
        await Refused(Consume(5, "other", Actor.Member("unit")), RefusalCode.HardLimitReached);
    }

    [Fact]
    public async Task Usage_from_before_the_limits_were_set_counts()
    {
        await Open("pro");
        await Consume(8);
        await Limits(new LimitPolicy("org") { Hard = 10 });
        await Refused(Consume(3), RefusalCode.HardLimitReached);
    }

    [Fact]
    public async Task Setting_limits_replaces_the_whole_list()
    {
        await Open("pro");
        await Limits(new LimitPolicy("a") { Hard = 10 }, new LimitPolicy("b") { Hard = 20 });
        await Limits(new LimitPolicy("b") { Hard = 30 });
        await Consume(25);
        await Limits();
        await Consume(1_000);
    }

    [Fact]
    public async Task Reserves_are_limited_like_consumes()
    {
        await Open("pro");
        await Limits(new LimitPolicy("org") { Hard = 10 });
        await Reserve("r", 6);
        await Refused(Reserve("r2", 5), RefusalCode.HardLimitReached);
        await Refused(Consume(5), RefusalCode.HardLimitReached);
        await Reserve("r3", 4);
    }
}
