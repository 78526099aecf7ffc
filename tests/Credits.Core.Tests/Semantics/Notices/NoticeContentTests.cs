using Credits.Journal;
using Credits.Notifications;
using Credits.Storage;

namespace Credits.Tests.Semantics.Notices;

/// <summary>Section 8: what every notice carries, and what it is committed with.</summary>
public sealed class NoticeContentTests : Scenario
{
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
