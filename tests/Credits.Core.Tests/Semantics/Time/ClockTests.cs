using NodaTime;

namespace Credits.Tests.Semantics.Time;

/// <summary>Section 2: now = max(clock, the wallet's last instant).</summary>
public sealed class ClockTests : Scenario
{
    [Fact]
    public async Task What_happens_is_kept_to_the_microsecond()
    {
        await Open("pro");
        Clock.Set(Instant("2026-01-05T09:00:01.123456Z") + Duration.FromNanoseconds(789));
        await Consume(1);
        Instant at = (await LastRow()).At;
        (at.ToUnixTimeTicks() % 10).Should().Be(0);
        (at - Instant("2026-01-05T09:00:01.123456Z")).Should().BeLessThanOrEqualTo(Duration.FromTicks(10));
    }

    [Fact]
    public async Task A_clock_that_steps_back_never_moves_the_wallet_back()
    {
        await Open("pro");
        At("2026-01-05T10:00Z");
        await Consume(1);
        At("2026-01-05T09:30Z");
        await Consume(1);
        Text((await LastRow()).At).Should().Be("2026-01-05T10:00:00Z");
    }

    [Fact]
    public async Task Durations_count_from_the_wallets_now_not_the_clocks()
    {
        await Open("pro");
        At("2026-01-05T10:00Z");
        await Consume(1);
        At("2026-01-05T09:00Z");
        Text((await Reserve("r", 1, life: Hours(1))).Value.ExpiresAt).Should().Be("2026-01-05T11:00:00Z");
    }

    [Fact]
    public async Task What_depends_on_now_is_checked_against_the_wallets_now()
    {
        await Open("pro");
        At("2026-01-05T12:00Z");
        await Consume(1);
        At("2026-01-05T10:00Z");
        await Invalid(Grant("g", 1, until: "2026-01-05T11:00Z"), "expiresAt");
    }

    [Fact]
    public async Task Reads_do_not_move_the_last_instant()
    {
        await Open("pro");
        At("2026-01-05T12:00Z");
        await Balance();
        await Rows();
        await Quote(1);
        At("2026-01-05T10:00Z");
        await Consume(1);
        Text((await LastRow()).At).Should().Be("2026-01-05T10:00:00Z");
    }

    [Fact]
    public async Task Refusals_do_not_move_the_last_instant()
    {
        await Open("pro");
        At("2026-01-05T12:00Z");
        await Refused(Consume(1, feature: "nope"), RefusalCode.FeatureUnknown);
        await Refused(Release("nope"), RefusalCode.ReservationNotFound);
        At("2026-01-05T10:00Z");
        await Consume(1);
        Text((await LastRow()).At).Should().Be("2026-01-05T10:00:00Z");
    }

    [Fact]
    public async Task A_refusals_notice_moves_it()
    {
        await Open("pro");
        At("2026-01-05T12:00Z");
        await Refused(Consume(5_001), RefusalCode.InsufficientCredits);
        At("2026-01-05T10:00Z");
        await Consume(1);
        Text((await LastRow()).At).Should().Be("2026-01-05T12:00:00Z");
    }

    [Fact]
    public async Task A_second_refusal_without_a_notice_does_not()
    {
        await Open("pro");
        At("2026-01-05T12:00Z");
        await Refused(Consume(5_001), RefusalCode.InsufficientCredits);
        At("2026-01-05T14:00Z");
        await Refused(Consume(5_001), RefusalCode.InsufficientCredits);
        At("2026-01-05T13:00Z");
        await Consume(1);
        Text((await LastRow()).At).Should().Be("2026-01-05T13:00:00Z");
    }

    [Fact]
    public async Task Replays_do_not_move_the_last_instant()
    {
        await Open("pro");
        await Consume(1, operation: "c1");
        At("2026-01-05T12:00Z");
        (await Consume(1, operation: "c1")).IsReplayed.Should().BeTrue();
        At("2026-01-05T10:00Z");
        await Consume(1);
        Text((await LastRow()).At).Should().Be("2026-01-05T10:00:00Z");
    }

    [Fact]
    public async Task Something_that_fell_due_moves_it_to_its_own_instant()
    {
        await Open("pro");
        await Grant("g", 10, until: "2026-01-05T10:00Z");
        At("2026-01-05T12:00Z");
        await Balance();
        At("2026-01-05T09:30Z");
        await Consume(1);
        Text((await LastRow()).At).Should().Be("2026-01-05T10:00:00Z");
    }

    [Fact]
    public async Task A_write_without_a_row_moves_it_too()
    {
        await Open("pro");
        At("2026-01-05T12:00Z");
        await Limits();
        At("2026-01-05T10:00Z");
        await Consume(1);
        Text((await LastRow()).At).Should().Be("2026-01-05T12:00:00Z");
    }

    [Fact]
    public async Task Another_process_knows_the_last_instant()
    {
        await Open("pro");
        At("2026-01-05T12:00Z");
        await Consume(1);
        Restart();
        At("2026-01-05T10:00Z");
        await Consume(1);
        Text((await LastRow()).At).Should().Be("2026-01-05T12:00:00Z");
    }

    [Fact]
    public async Task A_read_after_the_clock_stepped_back_is_of_the_wallets_now()
    {
        await Open("pro");
        At("2026-01-05T12:00Z");
        await Consume(1);
        At("2026-01-05T10:00Z");
        WalletBalance balance = await Balance();
        (balance.At, balance.Available).Should().Be((Instant("2026-01-05T12:00Z"), 4_999));
    }

    [Fact]
    public async Task A_clock_set_back_over_a_reset_does_not_undo_it()
    {
        await Open("pro");
        At("2026-02-01");
        await Consume(1);
        At("2026-01-31");
        (await Balance()).NextReset.Should().Be(Instant("2026-03-01"));
        await Consume(1);
        (await TimedLedger(3)).Should().Equal("2026-02-01T00:00:00Z -1 consumed [plan-0000000002 1]", "2026-02-01T00:00:00Z -1 consumed [plan-0000000002 1]");
    }
}
