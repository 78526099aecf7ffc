namespace Credits.Tests.Semantics.Operations;

/// <summary>Section 10: a refusal is only ever given from a state known to be current.</summary>
public sealed class TwoProcessesTests : Scenario
{
    [Fact]
    public async Task Credits_bought_in_one_process_can_be_spent_in_the_other()
    {
        await Open("free");
        ICredits here = Credits;
        await Consume(1_000);
        Restart();
        await Purchase("p", 50);
        (await here.ConsumeAsync(Acme, "unit", Ada, 50)).IsAccepted.Should().BeTrue();
    }

    [Fact]
    public async Task A_limit_raised_in_one_process_is_raised_in_the_other()
    {
        await Open("pro");
        ICredits here = Credits;
        await Limits(new LimitPolicy("org") { Hard = 10 });
        await Consume(10);
        Restart();
        await Limits(new LimitPolicy("org") { Hard = 20 });
        (await here.ConsumeAsync(Acme, "unit", Ada, 10)).IsAccepted.Should().BeTrue();
    }

    [Fact]
    public async Task A_reservation_made_in_one_process_is_captured_in_the_other()
    {
        await Open("pro");
        ICredits here = Credits;
        await Consume(1);
        Restart();
        await Reserve("r", 10);
        (await here.CaptureAsync(Acme, "r", Linus, 4)).Value.Returned.Should().Be(6);
        await Refused(Capture("r"), RefusalCode.ReservationCaptured);
    }

    [Fact]
    public async Task An_operation_accepted_in_one_process_is_replayed_by_the_other()
    {
        await Open("pro");
        ICredits here = Credits;
        await Consume(1);
        Restart();
        await Consume(7, operation: "c");
        CreditResult<Debit> again = await here.ConsumeAsync(Acme, "unit", Ada, 7, operation: "c");
        (again.IsReplayed, again.Totals).Should().Be((true, new WalletTotals(4_992, 0)));
        (await here.ConsumeAsync(Acme, "unit", Ada, 8, operation: "c")).Refusal!.Code.Should().Be(RefusalCode.OperationReused);
    }

    [Fact]
    public async Task A_wallet_opened_in_one_process_exists_in_the_other()
    {
        ICredits here = Credits;
        (await here.ConsumeAsync(Acme, "unit", Ada, 1)).Refusal!.Code.Should().Be(RefusalCode.WalletNotFound);
        Restart();
        await Open("pro");
        (await here.ConsumeAsync(Acme, "unit", Ada, 1)).IsAccepted.Should().BeTrue();
    }

    [Fact]
    public async Task What_was_spent_in_one_process_cannot_be_spent_in_the_other()
    {
        await Open("free");
        ICredits here = Credits;
        await Quote(1);
        Restart();
        await Consume(1_000);
        CreditResult<Debit> result = await here.ConsumeAsync(Acme, "unit", Ada, 1);
        InsufficientCreditsRefusal refusal = result.Refusal.Should().BeOfType<InsufficientCreditsRefusal>().Which;
        refusal.Available.Should().Be(0);
    }

    [Fact]
    public async Task Both_record_what_falls_due_once()
    {
        await Open("pro");
        ICreditsAdmin here = Admin;
        Restart();
        await Balance();
        At("2026-02-01");
        await Task.WhenAll(here.GetBalanceAsync(Acme, Grace).AsTask(), Admin.GetBalanceAsync(Acme, Grace).AsTask());
        (await Told()).Should().Equal("plan_reset pro");
        (await here.GetBalanceAsync(Acme, Grace)).Value.Available.Should().Be(5_000);
    }

    [Fact]
    public async Task Both_spend_at_once_and_never_more_than_there_is()
    {
        await Open("free");
        ICredits here = Credits;
        Restart();
        ICredits there = Credits;
        Task<CreditResult<Debit>>[] debits = [.. Enumerable.Range(0, 60).Select(i => (i % 2 == 0 ? here : there).ConsumeAsync(Acme, "unit", Ada, 30).AsTask())];
        CreditResult<Debit>[] results = await Task.WhenAll(debits);
        results.Count(r => r.IsAccepted).Should().Be(33);
        results.Where(r => !r.IsAccepted).Should().OnlyContain(r => r.Refusal!.Code == RefusalCode.InsufficientCredits);
        (await Holds()).Should().Be("10");
        (await Told()).Should().Equal("credits_insufficient 10 for 30");
    }
}
