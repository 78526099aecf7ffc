namespace Credits.Cli.Tests;

public sealed class NoticesTests
{
    [Fact]
    public async Task Notices_follow_the_line_that_committed_them_and_those_of_an_advance_go_by_wallet()
    {
        Simulated simulated = await Simulated.RunAsync(
            """{"at":"2026-01-05T09:00:00Z","op":"open","wallet":"b","plan":"pro"}""",
            """{"at":"2026-01-05T09:00:00Z","op":"open","wallet":"a","plan":"pro"}""",
            """{"at":"2026-01-05T09:00:00Z","op":"open","wallet":"B","plan":"pro"}""",
            """{"at":"2026-01-31T23:30:00Z","op":"reserve","wallet":"b","feature":"test-cases","reservation":"r","ttl":"PT10M"}""",
            """{"at":"2026-02-10T00:00:00Z","op":"consume","wallet":"a","feature":"test-cases","quantity":600}""",
            """{"at":"2026-03-01T00:00:00Z","op":"advance"}""",
            """{"at":"2026-03-01T00:00:00Z","op":"advance"}""");

        simulated.Lines.Select(l => Simulated.Show(l, "line", "notice", "wallet", "at", "reservation", "plan")).Skip(3).Should().Equal(
            "line=4 reservation=r",
            "line=5",
            "notice=plan_reset wallet=a at=2026-02-01T00:00:00Z plan=pro",
            "notice=credits_insufficient wallet=a at=2026-02-10T00:00:00Z",
            "line=6",
            "notice=plan_reset wallet=B at=2026-02-01T00:00:00Z plan=pro",
            "notice=plan_reset wallet=B at=2026-03-01T00:00:00Z plan=pro",
            "notice=plan_reset wallet=a at=2026-03-01T00:00:00Z plan=pro",
            "notice=reservation_expired wallet=b at=2026-01-31T23:40:00Z reservation=r",
            "notice=plan_reset wallet=b at=2026-02-01T00:00:00Z plan=pro",
            "notice=plan_reset wallet=b at=2026-03-01T00:00:00Z plan=pro",
            "line=7");
    }

    [Fact]
    public async Task An_advance_of_more_wallets_than_a_store_finds_at_once_is_still_in_the_order_of_their_ids()
    {
        string[] opens = [.. Enumerable.Range(0, 2_500).Reverse().Select(i =>
            $$"""{"at":"2026-01-{{1 + (i % 28):D2}}T00:00:00Z","op":"open","wallet":"w{{i:D4}}","plan":"team"}""")];

        Simulated simulated = await Simulated.RunAsync([.. opens, """{"at":"2026-03-15T00:00:00Z","op":"advance"}"""]);

        string[] wallets = [.. simulated.Lines.Where(l => l.TryGetProperty("notice", out _)).Select(l => l.GetProperty("wallet").GetString()!)];
        wallets.Distinct().Should().HaveCount(2_500);
        wallets.Should().BeInAscendingOrder(StringComparer.Ordinal);
    }

    [Fact]
    public async Task A_low_balance_notice_carries_threshold_and_available()
    {
        Simulated simulated = await Simulated.RunAsync(
            """{"at":"2026-01-05T09:00:00Z","op":"open","wallet":"a","plan":"pro"}""",
            """{"at":"2026-01-05T09:00:00Z","op":"set_alerts","wallet":"a","lowBalance":["50%","1e2"]}""",
            """{"at":"2026-01-05T09:00:00Z","op":"consume","wallet":"a","feature":"test-cases","quantity":495}""");

        simulated.Lines.Skip(3).Select(l => Simulated.Show(l, "notice", "wallet", "threshold", "available")).Should().Equal(
            "notice=low_balance wallet=a threshold=2500 available=50",
            "notice=low_balance wallet=a threshold=100 available=50");
    }

    [Fact]
    public async Task A_limit_s_notice_names_user_and_feature_where_each_counts_separately()
    {
        Simulated simulated = await Simulated.RunAsync(
            """{"at":"2026-01-05T09:00:00Z","op":"open","wallet":"a","plan":"pro"}""",
            """{"at":"2026-01-05T09:00:00Z","op":"set_limits","wallet":"a","limits":[{"id":"each","user":"*","feature":"*","soft":["1e1"]}]}""",
            """{"at":"2026-01-05T09:00:00Z","op":"consume","wallet":"a","feature":"test-cases","actor":{"id":"u1","name":"Ada","role":"member"}}""");

        simulated.Lines.Skip(3).Select(l => Simulated.Show(l, "notice", "id", "policy", "threshold", "usage", "user", "feature")).Should().Equal(
            "notice=soft_limit_reached id=a:1 policy=each threshold=10 usage=50 user=u1 feature=test-cases");
    }
}
