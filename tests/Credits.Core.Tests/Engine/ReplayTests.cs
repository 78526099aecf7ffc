using Credits.Testing;
using NodaTime;

namespace Credits.Tests.Engine;

/// <summary>An operation happens once. Repeated, whole and to whomever, it gets its original answer. Semantics, section 10.</summary>
public sealed class ReplayTests : EngineTests
{
    public static TheoryData<string> Repeaters => ["the same process", "another process", "a process after a restart"];

    [Theory]
    [MemberData(nameof(Repeaters))]
    public async Task Every_kind_of_operation_repeats_its_original_answer(string repeater)
    {
        await OpenAsync(1_000);
        LibraryProcess other = Start();
        await TotalsAsync(other);
        List<(string Name, Func<LibraryProcess, Task<(string Answer, bool IsReplayed)>> Send)> commands = Commands();
        List<string> answers = [];
        foreach ((_, Func<LibraryProcess, Task<(string Answer, bool IsReplayed)>> send) in commands)
        {
            (string answer, bool isReplayed) = await send(Here);
            isReplayed.Should().BeFalse();
            answers.Add(answer);
            Clock.Advance(Duration.FromSeconds(1));
        }

        List<string> written = await OperationsAsync();
        LibraryProcess repeats = repeater == "the same process" ? Here : repeater == "another process" ? other : Start();
        for (int i = commands.Count - 1; i >= 0; i--)
        {
            (string answer, bool isReplayed) = await commands[i].Send(repeats);
            isReplayed.Should().BeTrue("'{0}' was accepted before", commands[i].Name);
            answer.Should().Be(answers[i], "'{0}' is answered as before", commands[i].Name);
        }

        (await OperationsAsync()).Should().Equal(written, "repetitions leave no mark");
        await VerifyAsync();
    }

    [Theory]
    [MemberData(nameof(Repeaters))]
    public async Task The_same_id_with_other_content_is_refused(string repeater)
    {
        await OpenAsync(100);
        LibraryProcess other = Start();
        await TotalsAsync(other);
        await ConsumeAsync(10, "debit");
        LibraryProcess repeats = repeater == "the same process" ? Here : repeater == "another process" ? other : Start();
        (await ConsumeAsync(11, "debit", repeats)).Refusal!.Code.Should().Be(RefusalCode.OperationReused);
        (await PurchaseAsync(10, "debit", repeats)).Refusal!.Code.Should().Be(RefusalCode.OperationReused);
        (await repeats.Credits.ConsumeAsync(Acme, "unit", Actor.Member("u2"), 10, operation: "debit")).Refusal!.Code.Should().Be(RefusalCode.OperationReused);
        (await TotalsAsync(repeats)).Available.Should().Be((CreditAmount)90);
    }

    [Fact]
    public async Task An_operation_long_ago_is_remembered_by_the_process_that_made_it()
    {
        await OpenAsync(1_000);
        CreditResult<Debit> original = await ConsumeAsync(1, "long-ago");
        for (int i = 0; i < 500; i++)
        {
            await ConsumeAsync(1);
        }

        CreditResult<Debit> again = await ConsumeAsync(1, "long-ago");
        again.IsReplayed.Should().BeTrue();
        again.Totals.Should().Be(original.Totals);
    }

    [Fact]
    public async Task An_operation_sent_twice_before_its_commit_happens_once()
    {
        await OpenAsync(100);
        (StoreGate gate, Task<CreditResult<Debit>> first) = await HoldFirstAsync();
        Task<CreditResult<Debit>>[] same = [ConsumeAsync(10, "same"), ConsumeAsync(10, "same"), ConsumeAsync(1, "first")];
        Task<CreditResult<Debit>> reused = ConsumeAsync(11, "same");
        gate.Open();
        CreditResult<Debit>[] answers = await Task.WhenAll([first, .. same]).WaitAsync(Soon, TestContext.Current.CancellationToken);
        answers.Select(a => a.IsReplayed).Should().Equal(false, false, true, true);
        answers[2].Totals.Should().Be(answers[1].Totals);
        (await reused.WaitAsync(Soon, TestContext.Current.CancellationToken)).Refusal!.Code.Should().Be(RefusalCode.OperationReused);
        (await TotalsAsync()).Available.Should().Be((CreditAmount)89);
    }

    [Fact]
    public async Task A_repetition_is_not_answered_before_the_original_is_written()
    {
        await OpenAsync(100);
        (StoreGate gate, Task<CreditResult<Debit>> first) = await HoldFirstAsync();
        Store.FailCommits(CommitFault.NotApplied);
        Task<CreditResult<Debit>> original = ConsumeAsync(10, "same");
        Task<CreditResult<Debit>> repetition = ConsumeAsync(10, "same");
        gate.Open();
        await first.WaitAsync(Soon, TestContext.Current.CancellationToken);
        (await UnavailableAsync(original)).Fate.Should().Be(CommandFate.NotApplied);
        (await repetition.WaitAsync(Soon, TestContext.Current.CancellationToken)).IsReplayed.Should().BeFalse("nothing was written before it");
        (await ConsumeAsync(10, "same")).IsReplayed.Should().BeTrue();
        (await TotalsAsync()).Available.Should().Be((CreditAmount)89);
    }

    [Fact]
    public async Task A_refused_operation_leaves_no_mark_and_may_be_tried_again()
    {
        await OpenAsync(10);
        (await ConsumeAsync(50, "debit")).IsAccepted.Should().BeFalse();
        (await ConsumeAsync(60, "debit")).Refusal!.Code.Should().Be(RefusalCode.InsufficientCredits, "refused content binds nobody");
        await PurchaseAsync(90);
        (await ConsumeAsync(50, "debit")).IsReplayed.Should().BeFalse();
        (await OperationsAsync()).Should().ContainSingle(o => o == "debit");
    }

    [Fact]
    public async Task Ids_are_per_wallet()
    {
        WalletId other = "other";
        await OpenAsync(100);
        await OpenAsync(100, other);
        (await ConsumeAsync(1, "same")).IsReplayed.Should().BeFalse();
        (await ConsumeAsync(2, "same", wallet: other)).IsReplayed.Should().BeFalse();
    }

    /// <summary>Commands in an order in which each is accepted; the answer is all that the caller is told.</summary>
    private static List<(string Name, Func<LibraryProcess, Task<(string Answer, bool IsReplayed)>> Send)> Commands() =>
    [
        ("open", p => Told(p.Admin.OpenWalletAsync("another", Actor.System, "free", operation: "open"))),
        ("plan", p => Told(p.Admin.ChangePlanAsync(Acme, "pro", Actor.System, operation: "plan"))),
        ("grant", p => Told(p.Admin.GrantAsync(Acme, new(5, GrantKind.Promotional), Actor.System, "grant"))),
        ("purchase", p => Told(p.Admin.PurchaseAsync(Acme, new(7), Actor.System, "purchase"))),
        ("limits", p => Told(p.Admin.SetLimitsAsync(Acme, [new LimitPolicy("org") { Hard = LimitThreshold.Percent(90) }], Actor.System, "limits"))),
        ("alerts", p => Told(p.Admin.SetAlertsAsync(Acme, new() { LowBalance = [20] }, Actor.System, "alerts"))),
        ("consume", p => Told(p.Credits.ConsumeAsync(Acme, "unit", Ada, 12, operation: "consume"))),
        ("partial", p => Told(p.Credits.ConsumeAsync(Acme, "metered", Ada, 20, allowPartial: true, operation: "partial"))),
        ("refund", p => Told(p.Admin.RefundAsync(Acme, "consume", "failed run", Actor.System, 4, "refund"))),
        ("void", p => Told(p.Admin.VoidAsync(Acme, "purchase", "charged back", Actor.System, 2, "void"))),
        ("reserve", p => Told(p.Credits.ReserveAsync(Acme, "metered", Ada, 10, operation: "reserve"), r => $"{r.Id} {r.Amount} {r.ExpiresAt}")),
        ("extend", p => Told(p.Credits.ExtendAsync(Acme, "reserve", Duration.FromHours(2), Ada, "extend"))),
        ("capture", p => Told(p.Credits.CaptureAsync(Acme, "reserve", Ada, 13, operation: "capture"))),
        ("reserve more", p => Told(p.Credits.ReserveAsync(Acme, "unit", Ada, 10, "held", operation: "reserve-2"), r => $"{r.Id} {r.Amount} {r.ExpiresAt}")),
        ("release", p => Told(p.Credits.ReleaseAsync(Acme, "held", Ada, "release"))),
        ("cancel", p => Told(p.Admin.CancelPlanAsync(Acme, Actor.System, operation: "cancel"))),
    ];

    private static async Task<(string Answer, bool IsReplayed)> Told<T>(ValueTask<CreditResult<T>> command, Func<T, string>? words = null)
        where T : notnull
    {
        CreditResult<T> result = await command;
        return ($"{(words is null ? result.Value.ToString() : words(result.Value))} {result.Operation} {result.Totals}", result.IsReplayed);
    }
}
