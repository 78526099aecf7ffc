using Credits.Notifications;

namespace Credits.Tests.Semantics.Notices;

/// <summary>Section 8: a notice tells who caused it, so that he can be told too.</summary>
public sealed class CauseTests : Scenario
{
    [Fact]
    public async Task A_notice_names_whose_debit_caused_it()
    {
        await Open("free");
        await Consume(1_000, by: Linus);
        (await Causes()).Should().Equal("CreditsExhausted u2 Linus");
    }

    [Fact]
    public async Task A_notice_of_a_refusal_names_who_was_refused()
    {
        await Open("free");
        await Refused(Consume(1_001, by: Ada), RefusalCode.InsufficientCredits);
        (await Causes()).Should().Equal("CreditsInsufficient u1 Ada");
    }

    [Fact]
    public async Task What_falls_due_by_itself_is_caused_by_system()
    {
        await Open("free");
        await Reserve("r", 10);
        At("2026-01-05T10:00Z");
        await Balance();
        (await Causes()).Should().Equal("ReservationExpired system System");
    }

    private async Task<IEnumerable<string>> Causes() => (await Notices()).Select((Notice n) => $"{n.Kind} {n.ActorId} {n.ActorName}");
}
