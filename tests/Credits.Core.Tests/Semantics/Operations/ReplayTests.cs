using NodaTime;

namespace Credits.Tests.Semantics.Operations;

/// <summary>Section 10: the same id and content again returns the original answer, marked replayed, for ever.</summary>
public sealed class ReplayTests : Scenario
{
    public static TheoryData<string> Commands =>
    [
        "open", "grant", "purchase", "void", "refund", "change", "cancel", "limits", "alerts", "consume", "reserve", "extend", "capture", "release",
    ];

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task The_whole_original_answer_comes_again_with_available_and_reserved_of_then(string command)
    {
        (string first, WalletTotals then) = await Prepare(command);
        int rows = (await Rows()).Count;
        foreach (string at in new[] { "2026-01-06", "2026-03-15", "2036-01-01" })
        {
            At(at);
            Restart();
            await Purchase(null, 1);
            (string again, bool replayed, string? operation, WalletTotals? totals) = await Ask(command);
            again.Should().Be(first);
            replayed.Should().BeTrue();
            operation.Should().Be("op");
            totals.Should().Be(then);
        }

        (await Rows()).Count(r => r.Operation == "op").Should().Be((await Rows()).Take(rows).Count(r => r.Operation == "op"), "nothing happened again");
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Nothing_else_may_use_the_id(string command)
    {
        await Prepare(command);
        await Refused(Consume(0.123456m, operation: "op"), RefusalCode.OperationReused);
        await Refused(Grant("another", 0.123456m, operation: "op"), RefusalCode.OperationReused);
    }

    [Fact]
    public async Task A_replay_in_the_same_breath_is_one_too()
    {
        await Open("free");
        Task<CreditResult<Debit>>[] same = [.. Enumerable.Range(0, 20).Select(_ => Consume(7, operation: "c"))];
        CreditResult<Debit>[] results = await Task.WhenAll(same);
        results.Count(r => !r.IsReplayed).Should().Be(1);
        results.Select(r => r.Value.Amount).Should().OnlyContain(a => a == 7);
        (await Holds()).Should().Be("993");
    }

    [Fact]
    public async Task A_captures_answer_stays_what_it_was_after_a_refund()
    {
        await Open("free");
        await Reserve("r", 50, "metered");
        await Capture("r", 70, operation: "done");
        await Refund("r", 30);
        CreditResult<CaptureReceipt> again = await Capture("r", 70, operation: "done");
        (again.IsReplayed, again.Value).Should().Be((true, new CaptureReceipt(70, 0, 0)));
    }

    [Fact]
    public async Task A_partial_debits_shortfall_comes_again()
    {
        await Open("free");
        await Consume(1_200, partial: true, operation: "c");
        await Purchase("p", 5_000);
        CreditResult<Debit> again = await Consume(1_200, partial: true, operation: "c");
        (again.Value.Amount, again.Value.Shortfall, again.Totals).Should().Be((1_000, 200, new WalletTotals(0, 0)));
    }

    [Fact]
    public async Task A_replay_does_not_ask_whether_it_would_be_accepted_today()
    {
        await Open("free");
        await Consume(1_000, operation: "c");
        await Limits(new LimitPolicy("stop") { Hard = 0 });
        Features();
        (await Consume(1_000, operation: "c")).IsReplayed.Should().BeTrue();
    }

    [Fact]
    public async Task A_replay_of_something_valid_only_then_is_a_replay()
    {
        await Open();
        await Grant("g", 1, until: "2026-01-06", operation: "o");
        At("2026-01-07");
        (await Grant("g", 1, until: "2026-01-06", operation: "o")).IsReplayed.Should().BeTrue();
    }

    [Fact]
    public async Task Ids_are_per_wallet()
    {
        await Open("free", operation: "same");
        await Admin.OpenWalletAsync("other", Grace, "free", operation: "same");
        await Consume(7, operation: "c");
        (await Credits.ConsumeAsync("other", "unit", Ada, 9, operation: "c")).IsReplayed.Should().BeFalse();
        (await Admin.GetBalanceAsync("other", Grace)).Value.Available.Should().Be(991);
        (await Holds()).Should().Be("993");
    }

    [Fact]
    public async Task Ids_compare_ordinally()
    {
        await Open("free");
        await Consume(7, operation: "c");
        (await Consume(7, operation: "C")).IsReplayed.Should().BeFalse();
        (await Consume(7, operation: "c ")).IsReplayed.Should().BeFalse();
    }

    [Fact]
    public async Task A_refused_operation_leaves_no_mark_and_may_be_tried_again()
    {
        await Open("free");
        await Refused(Consume(1_100, operation: "c"), RefusalCode.InsufficientCredits);
        await Refused(Consume(1_100, operation: "c"), RefusalCode.InsufficientCredits);
        await Purchase("p", 100);
        CreditResult<Debit> result = await Consume(1_100, operation: "c");
        (result.IsReplayed, result.Operation).Should().Be((false, "c"));
    }

    [Fact]
    public async Task A_refused_operations_id_may_be_used_for_something_else()
    {
        await Open("free");
        await Refused(Consume(1_100, operation: "c"), RefusalCode.InsufficientCredits);
        await Refused(Release("nope", operation: "c"), RefusalCode.ReservationNotFound);
        (await Purchase(null, 100, operation: "c")).Value.Grant.Should().Be("c");
    }

    [Fact]
    public async Task A_refused_capture_may_be_tried_again_with_the_same_id()
    {
        await Open("free");
        await Reserve("r", 950, "metered");
        await Refused(Capture("r", 1_050, operation: "done"), RefusalCode.InsufficientCredits);
        await Purchase("p", 50);
        (await Capture("r", 1_050, operation: "done")).Value.Amount.Should().Be(1_050);
    }

    [Fact]
    public async Task A_replay_after_the_reservation_was_resolved_is_a_replay_and_a_new_attempt_is_not()
    {
        await Open("free");
        await Reserve("r", 50);
        await Release("r", operation: "stop");
        (await Release("r", operation: "stop")).IsReplayed.Should().BeTrue();
        await Refused(Release("r", operation: "stop again"), RefusalCode.ReservationReleased);
    }

    /// <summary>Makes the command acceptable, and asks for it the first time.</summary>
    private async Task<(string Answer, WalletTotals Totals)> Prepare(string command)
    {
        if (command != "open")
        {
            await Open("pro");
            await Purchase("bought", 100);
            await Consume(10, operation: "charge");
            await Reserve("r", 20, life: Days(5));
        }

        (string answer, bool replayed, _, WalletTotals? totals) = await Ask(command);
        replayed.Should().BeFalse();
        return (answer, totals!.Value);
    }

    private async Task<(string Answer, bool Replayed, string? Operation, WalletTotals? Totals)> Ask(string command)
    {
        const string Operation = "op";
        return command switch
        {
            "open" => Told(await Open("pro", "Europe/Berlin", operation: Operation)),
            "grant" => Told(await Grant("g", 5, until: "2026-02-01", note: "n", operation: Operation)),
            "purchase" => Told(await Purchase("p", 5, priority: 3, operation: Operation)),
            "void" => Told(await Void("bought", operation: Operation)),
            "refund" => Told(await Refund("charge", operation: Operation)),
            "change" => Told(await Change("free", operation: Operation)),
            "cancel" => Told(await Cancel(operation: Operation)),
            "limits" => Told(await Admin.SetLimitsAsync(Acme, [new LimitPolicy("org") { Soft = [10] }], Grace, Operation)),
            "alerts" => Told(await Admin.SetAlertsAsync(Acme, new() { LowBalance = [10], ExpiringLead = Duration.FromDays(1) }, Grace, Operation)),
            "consume" => Told(await Consume(5, operation: Operation)),
            "reserve" => ToldReservation(await Reserve("mine", 5, operation: Operation)),
            "extend" => Told(await Extend("r", Days(7), operation: Operation)),
            "capture" => Told(await Capture("r", 5, operation: Operation)),
            _ => Told(await Release("r", operation: Operation)),
        };
    }

    private static (string, bool, string?, WalletTotals?) Told<T>(CreditResult<T> result)
        where T : notnull =>
        (result.Value.ToString()!, result.IsReplayed, result.Operation, result.Totals);

    private static (string, bool, string?, WalletTotals?) ToldReservation(CreditResult<CreditReservation> result) =>
        ($"{result.Value.Id} {result.Value.Amount} {result.Value.ExpiresAt}", result.IsReplayed, result.Operation, result.Totals);
}
