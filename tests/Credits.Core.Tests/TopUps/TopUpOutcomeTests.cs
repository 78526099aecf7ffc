using Credits.Notifications;
using NodaTime;

namespace Credits.Tests.TopUps;

public sealed class TopUpOutcomeTests : TopUpScenario
{
    private static readonly TopUpSettings Usual = TopUpSettings.Buy(500, below: 200) with { MaxPerDay = 100 };

    [Fact]
    public async Task A_paid_attempt_becomes_a_purchased_grant_of_its_id()
    {
        await Open();
        await TopUp(Usual);
        string attempt = await Flight();

        CreditResult<GrantReceipt> paid = await Pay(reference: "pay-7");

        (paid.Value.Grant, paid.Operation, paid.Totals!.Value.Available).Should().Be((attempt, attempt, 500));
        (await Lot(attempt)).Should().BeEquivalentTo(new { Kind = GrantKind.Purchased, Amount = (CreditAmount)500, Note = "pay-7", ExpiresAt = (Instant?)null });
        (await LastRow()).Should().BeEquivalentTo(new { Kind = TransactionKind.GrantIssued, ActorId = "boss", Operation = attempt, Reason = "pay-7" });
    }

    [Fact]
    public async Task Said_again_by_whomever_and_however_it_is_granted_once()
    {
        await Open();
        await TopUp(Usual);
        string attempt = await Flight();
        await Pay(reference: "pay-7");

        CreditResult<GrantReceipt> again = await Pay(attempt, Actor.System, "another reference");
        Restart();
        CreditResult<GrantReceipt> later = await Pay(attempt);

        again.IsReplayed.Should().BeTrue();
        later.Should().BeEquivalentTo(again);
        (await Holds()).Should().Be("500");
    }

    [Fact]
    public async Task A_purchase_by_top_up_raises_limits_as_any_purchase_does()
    {
        await Open("free");
        await Limits(new LimitPolicy("all") { Hard = 900 });
        await TopUp(Usual);
        await Consume(900);
        await Refused(Consume(1), RefusalCode.HardLimitReached);

        await Pay();

        await Consume(500);
    }

    [Fact]
    public async Task A_failure_counts_once_however_often_it_is_said()
    {
        await Open();
        await TopUp(Usual);
        string attempt = await Flight();

        await Decline(reason: "card expired");
        (await Decline(attempt, "in other words")).IsReplayed.Should().BeTrue();

        (await Status()).Should().BeEquivalentTo(new { Failures = 1, InFlight = (TopUpInFlight?)null, IsSuspended = false, NextAttemptAt = Instant("2026-01-05T09:05Z") });
    }

    [Fact]
    public async Task After_so_many_failures_in_a_row_it_is_suspended_and_told()
    {
        await Open();
        await TopUp(Usual with { MaxFailures = 2, CoolDown = Duration.Zero });
        await Decline();
        (await Told()).Should().Equal("top_up_requested 500", "top_up_requested 500");

        await Decline(reason: "card expired");

        (await Told(2)).Should().Equal("top_up_suspended after 2: card expired");
        At("2026-02-05");
        (await Attempts()).Should().HaveCount(2, "nothing starts until somebody resumes");
        (await Status()).Should().BeEquivalentTo(new { IsSuspended = true, Failures = 2, NextAttemptAt = (Instant?)null });
    }

    [Fact]
    public async Task A_success_between_failures_begins_their_count_anew()
    {
        await Open();
        await TopUp(Usual with { MaxFailures = 2, CoolDown = Duration.Zero });
        await Decline();
        await Pay();
        await Consume(400);
        await Decline();

        (await Status()).Should().BeEquivalentTo(new { IsSuspended = false, Failures = 1 });
    }

    [Fact]
    public async Task Resumed_it_buys_at_once_what_is_wanted()
    {
        await Open();
        await TopUp(Usual with { MaxFailures = 1, CoolDown = Duration.Zero });
        await Decline();
        await TopUp(Usual with { MaxFailures = 5, CoolDown = Duration.Zero });
        (await Status()).Should().BeEquivalentTo(new { IsSuspended = true, InFlight = (TopUpInFlight?)null }, "settings do not resume");

        await Resume();

        (await Status()).Should().BeEquivalentTo(new { IsSuspended = false, Failures = 0 });
        await Pay();
        (await Holds()).Should().Be("500");
    }

    [Fact]
    public async Task What_was_declined_and_then_paid_after_all_is_granted_once()
    {
        await Open();
        await TopUp(Usual with { MaxFailures = 1, MaxCreditsPerMonth = 1_000 });
        string attempt = await Flight();
        await Decline();
        At("2026-01-20");

        await Pay(attempt);
        (await Pay(attempt)).IsReplayed.Should().BeTrue();

        (await Holds()).Should().Be("500");
        (await Status()).Should().BeEquivalentTo(new { CreditsThisMonth = (CreditAmount)500, Failures = 0, IsSuspended = true });
    }

    [Fact]
    public async Task A_late_payment_leaves_the_attempt_in_flight_alone()
    {
        await Open();
        await TopUp(Usual with { CoolDown = Duration.Zero });
        string first = await Flight();
        await Decline();
        string second = await Flight();

        await Pay(first);

        (await Flight()).Should().Be(second);
        await Pay(second);
        (await Holds()).Should().Be("1000");
    }

    [Fact]
    public async Task What_was_paid_cannot_fail_any_more()
    {
        await Open();
        await TopUp(Usual);
        string attempt = await Flight();
        await Pay();

        await Refused(Decline(attempt), RefusalCode.TopUpCompleted);

        (await Status()).Failures.Should().Be(0);
    }

    [Fact]
    public async Task An_attempt_that_was_never_made_is_neither_paid_nor_failed()
    {
        await Open();
        string stranger = "top-up-" + new string('0', 32);
        await Refused(Pay(stranger), RefusalCode.TargetNotFound);
        await Refused(Decline(stranger), RefusalCode.TargetNotFound);
        await TopUp(Usual);
        await Refused(Pay(stranger), RefusalCode.TargetNotFound);
        await Invalid(Pay("invoice-7"), "attempt");
    }

    [Fact]
    public async Task Turned_off_the_purchase_under_way_still_finishes_and_no_other_starts()
    {
        await Open();
        await TopUp(Usual with { CoolDown = Duration.Zero });
        await TopUp(null);
        (await Status()).Settings.Should().BeNull();

        await Pay();
        await Consume(500);

        (await Attempts()).Should().HaveCount(1);
        (await Status()).InFlight.Should().BeNull();
    }

    [Fact]
    public async Task Settings_changed_meanwhile_leave_the_purchase_under_way_as_it_was_begun()
    {
        await Open();
        await TopUp(Usual);
        TopUpInFlight before = (await Status()).InFlight!;

        await TopUp(TopUpSettings.Buy(7, below: 1) with { AskAgainAfter = Duration.FromHours(5) });

        (await Status()).InFlight.Should().Be(before);
        await Pay();
        (await Holds()).Should().Be("500");
    }

    [Fact]
    public async Task Without_an_answer_the_provider_is_asked_again_after_ever_longer_waits()
    {
        await Open();
        await TopUp(Usual);
        string attempt = await Flight();

        At("2026-01-08T09:00Z");
        await Balance();

        (await TimedTold(1)).Should().Equal(
            "2026-01-05T09:15:00Z top_up_requested 500 again",
            "2026-01-05T09:45:00Z top_up_requested 500 again",
            "2026-01-05T10:45:00Z top_up_requested 500 again",
            "2026-01-05T12:45:00Z top_up_requested 500 again",
            "2026-01-05T16:45:00Z top_up_requested 500 again",
            "2026-01-06T00:45:00Z top_up_requested 500 again",
            "2026-01-06T16:45:00Z top_up_requested 500 again",
            "2026-01-07T16:45:00Z top_up_requested 500 again");
        (await Notices()).OfType<TopUpRequested>().Select(n => n.Attempt).Distinct().Should().Equal(attempt);
        (await Status()).Should().BeEquivalentTo(new { AttemptsToday = 0, InFlight = new { NextAskAt = Instant("2026-01-08T16:45Z") } });
    }

    [Fact]
    public async Task The_ids_of_attempts_are_not_for_other_operations_and_grants()
    {
        await Open();
        await TopUp(Usual);
        string attempt = await Flight();

        await Invalid(Consume(1, operation: attempt), "operation");
        await Invalid(Purchase(null, 500, operation: attempt), "operation");
        await Invalid(Consume(1, operation: attempt + "-failed"), "operation");
        await Invalid(Purchase(attempt, 500), "grant");
        await Purchase("top-up-7", 1, operation: "top-up-of-may");
    }

    [Fact]
    public async Task Only_administrators_and_the_system_have_to_do_with_it()
    {
        await Open();
        await TopUp(Usual);
        string attempt = await Flight();

        (await Admin.SetTopUpAsync(Acme, null, Ada)).Refusal!.Code.Should().Be(RefusalCode.NotAuthorized);
        (await Admin.GetTopUpAsync(Acme, Ada)).Refusal!.Code.Should().Be(RefusalCode.NotAuthorized);
        (await Admin.ResumeTopUpAsync(Acme, Ada)).Refusal!.Code.Should().Be(RefusalCode.NotAuthorized);
        (await Admin.CompleteTopUpAsync(Acme, attempt, Ada)).Refusal!.Code.Should().Be(RefusalCode.NotAuthorized);
        (await Admin.FailTopUpAsync(Acme, attempt, Ada)).Refusal!.Code.Should().Be(RefusalCode.NotAuthorized);
    }

    [Fact]
    public async Task The_same_operation_with_other_settings_is_refused()
    {
        await Open();
        (await Admin.SetTopUpAsync(Acme, Usual, Grace, "set")).IsReplayed.Should().BeFalse();
        (await Admin.SetTopUpAsync(Acme, Usual with { }, Grace, "set")).IsReplayed.Should().BeTrue();
        foreach (TopUpSettings? other in new[]
        {
            null, TopUpSettings.Buy(501, below: 200), TopUpSettings.Buy(500, below: 201), TopUpSettings.BuyUpTo(500, below: 200), Usual with { MaxPerDay = 101 },
            Usual with { MaxCreditsPerMonth = 500 }, Usual with { CoolDown = Duration.Zero }, Usual with { MaxFailures = 4 }, Usual with { AskAgainAfter = Duration.FromDays(1) },
        })
        {
            (await Admin.SetTopUpAsync(Acme, other, Grace, "set")).Refusal!.Code.Should().Be(RefusalCode.OperationReused);
        }
    }
}
