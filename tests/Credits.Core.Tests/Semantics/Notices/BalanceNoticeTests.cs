using Credits.Journal;
using Credits.Notifications;
using Credits.Pricing;
using Credits.Storage;

namespace Credits.Tests.Semantics.Notices;

/// <summary>Section 8: exhausted, insufficient, low.</summary>
public sealed class BalanceNoticeTests : Scenario
{
    [Fact]
    public async Task A_debit_that_leaves_0_available_exhausts()
    {
        await Open("free");
        await Consume(999.999999m);
        (await Told()).Should().BeEmpty();
        await Consume(0.000001m);
        (await Told()).Should().Equal("credits_exhausted");
    }

    [Theory]
    [InlineData("reserve")]
    [InlineData("overage")]
    [InlineData("partial")]
    public async Task So_do_a_reserve_an_overage_and_a_partial_debit(string how)
    {
        await Open("free");
        if (how == "reserve")
        {
            await Reserve("r", 1_000);
        }
        else if (how == "overage")
        {
            await Reserve("r", 600, "metered");
            await Capture("r", 1_000);
        }
        else
        {
            await Consume(1_500, partial: true);
        }

        (await Told()).Should().Equal("credits_exhausted");
    }

    [Fact]
    public async Task Once_until_a_grant_is_issued()
    {
        await Open("free");
        await Consume(1_000, operation: "c");
        await Refund("c", 10);
        await Consume(10);
        (await Told()).Should().HaveCount(1, "a refund issues nothing");
        await Purchase("p", 5);
        await Consume(5);
        (await Told()).Should().Equal("credits_exhausted", "credits_exhausted");
    }

    [Fact]
    public async Task A_reset_re_arms()
    {
        await Open("pro");
        await Consume(5_000);
        At("2026-02-01");
        await Consume(5_000);
        (await Told()).Should().Equal("credits_exhausted", "plan_reset pro", "credits_exhausted");
    }

    [Fact]
    public async Task A_scheduled_grant_re_arms_when_its_row_is_written_not_when_it_is_made()
    {
        await Open("free");
        await Consume(1_000, operation: "c");
        await Grant("g", 10, from: "2026-01-10");
        await Refund("c", 10);
        await Consume(10);
        (await Told()).Should().HaveCount(1);
        At("2026-01-10");
        await Consume(10);
        (await Told()).Should().HaveCount(2);
    }

    [Fact]
    public async Task A_reissued_return_re_arms()
    {
        Reissue(Days(7));
        await Open();
        await Grant("g", 10, until: "2026-01-06");
        await Consume(10, operation: "c");
        At("2026-01-07");
        await Refund("c");
        await Consume(10);
        (await Told()).Should().Equal("credits_exhausted", "credits_exhausted");
    }

    [Fact]
    public async Task A_replacement_of_0_has_no_row_and_does_not_re_arm()
    {
        Plans(new CreditPlan("small") { Allowance = 100 }, new CreditPlan("tiny") { Allowance = 50 });
        await Open("small");
        await Consume(100, operation: "c");
        await Change("tiny", PlanChangeTiming.Now);
        await Refund("c", 10);
        await Consume(10);
        (await Told()).Should().Equal("credits_exhausted");
    }

    [Fact]
    public async Task Voids_and_expiries_exhaust_nobody()
    {
        await Open();
        await Grant("g", 10, until: "2026-01-06");
        await Grant("h", 10);
        At("2026-01-06");
        await Void("h");
        (await Holds()).Should().Be("0");
        (await Told()).Should().BeEmpty();
    }

    [Fact]
    public async Task A_debit_of_0_that_leaves_0_available_notifies_too()
    {
        await Open();
        await Consume(1, "gratis");
        (await Told()).Should().Equal("credits_exhausted");
        await Consume(1, "gratis");
        (await Told()).Should().HaveCount(1);
    }

    [Fact]
    public async Task A_debit_refused_for_balance_is_insufficient()
    {
        await Open("free");
        await Refused(Consume(1_001), RefusalCode.InsufficientCredits);
        (await Told()).Should().Equal("credits_insufficient 1000 for 1001");
    }

    [Fact]
    public async Task A_refused_reserve_is_too()
    {
        await Open("free");
        await Refused(Reserve("r", 1_002), RefusalCode.InsufficientCredits);
        (await Told()).Should().Equal("credits_insufficient 1000 for 1002");
    }

    [Fact]
    public async Task Of_a_capture_the_extra_is_what_was_requested()
    {
        await Open("free");
        await Reserve("r", 900, "metered");
        await Refused(Capture("r", 1_050), RefusalCode.InsufficientCredits);
        (await Told()).Should().Equal("credits_insufficient 100 for 150");
    }

    [Fact]
    public async Task A_partial_debit_that_gets_nothing_is_insufficient_and_one_that_gets_some_is_not()
    {
        await Open("free");
        await Consume(1_500, partial: true);
        await Refused(Consume(7, partial: true), RefusalCode.InsufficientCredits);
        (await Told()).Should().Equal("credits_exhausted", "credits_insufficient 0 for 7");
    }

    [Fact]
    public async Task A_capture_that_partially_takes_nothing_is_not_refused_and_tells_nobody()
    {
        await Open("free");
        await Reserve("r", 1_000, "metered");
        await Capture("r", 1_050, partial: true);
        (await Told()).Should().Equal("credits_exhausted");
    }

    [Fact]
    public async Task Insufficient_once_until_a_grant_is_issued()
    {
        await Open("free");
        await Consume(500, operation: "c");
        await Refused(Consume(501), RefusalCode.InsufficientCredits);
        await Refused(Consume(600), RefusalCode.InsufficientCredits);
        await Refund("c", 1);
        await Refused(Consume(600), RefusalCode.InsufficientCredits);
        (await Told()).Should().HaveCount(1);
        await Grant("g", 1);
        await Refused(Consume(600), RefusalCode.InsufficientCredits);
        (await Told()).Should().Equal("credits_insufficient 500 for 501", "credits_insufficient 502 for 600");
    }

    [Fact]
    public async Task A_refusal_by_a_limit_is_not_insufficient()
    {
        await Open("free");
        await Limits(new LimitPolicy("org") { Hard = 10 });
        await Refused(Consume(1_001), RefusalCode.HardLimitReached);
        (await Told()).Should().Equal("hard_limit_reached org 10 at 0");
    }

    [Fact]
    public async Task Exhausted_and_insufficient_are_armed_apart()
    {
        await Open("free");
        await Refused(Consume(1_001), RefusalCode.InsufficientCredits);
        await Consume(1_000);
        (await Told()).Should().Equal("credits_insufficient 1000 for 1001", "credits_exhausted");
    }

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

    [Fact]
    public async Task A_notice_carries_wallet_instant_and_a_stable_id_of_its_own()
    {
        await Open("free");
        await LowBalance(500);
        At("2026-01-06T10:00Z");
        await Consume(600);
        At("2026-01-06T11:00Z");
        await Consume(400);
        IReadOnlyList<Notice> notices = await Notices();
        notices.Select(n => (n.Wallet, n.At, n.Number, n.Kind)).Should().Equal(
            (Acme, Instant("2026-01-06T10:00Z"), 1, NoticeKind.LowBalance), (Acme, Instant("2026-01-06T11:00Z"), 2, NoticeKind.CreditsExhausted));
        notices.Select(n => n.Id).Should().OnlyHaveUniqueItems();
        Restart();
        await Balance();
        (await Notices()).Select(n => n.Id).Should().Equal(notices.Select(n => n.Id));
    }

    [Fact]
    public async Task A_limits_notice_carries_its_window()
    {
        await Open("pro");
        await Limits(new LimitPolicy("day") { User = LimitPolicy.Each, Window = LimitWindow.Day, Soft = [10] });
        await Consume(12);
        LimitReached notice = (await Notices()).Single().Should().BeOfType<LimitReached>().Which;
        notice.Should().BeEquivalentTo(new
        {
            Policy = "day",
            User = "u1",
            Feature = (string?)null,
            IsHard = false,
            Threshold = (CreditAmount)10,
            Usage = (CreditAmount)12,
            Window = LimitWindow.Day,
            WindowStart = (NodaTime.Instant?)Instant("2026-01-05"),
            WindowEnd = (NodaTime.Instant?)Instant("2026-01-06"),
        });
    }

    [Fact]
    public async Task A_notice_is_committed_with_what_caused_it()
    {
        await Open("free");
        await Consume(1_000, operation: "c");
        await Refused(Consume(1, operation: "d"), RefusalCode.InsufficientCredits);
        List<JournalEntry> entries = [];
        await foreach (JournalEntry entry in Store.ReadAsync(Acme, JournalRange.All, CancellationToken.None))
        {
            entries.Add(entry);
        }

        entries.Should().HaveCount(3);
        (entries[1].Operation, entries[1].Transactions.Single().Amount, entries[1].Notices.Single().Kind).Should().Be(("c", 1_000, NoticeKind.CreditsExhausted));
        (entries[2].Operation, entries[2].Transactions.Count(), entries[2].Notices.Single().Kind).Should().Be((null, 0, NoticeKind.CreditsInsufficient));
    }
}
