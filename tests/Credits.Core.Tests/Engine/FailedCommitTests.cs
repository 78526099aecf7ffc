using Credits.Testing;

namespace Credits.Tests.Engine;

/// <summary>A failed commit: what is known of it is said, its working copy is gone, and repeating the operation is safe.</summary>
public sealed class FailedCommitTests : EngineTests
{
    [Fact]
    public async Task What_was_not_written_may_be_repeated()
    {
        await OpenAsync(100);
        Store.FailCommits(CommitFault.NotApplied);
        CreditsUnavailableException failure = await UnavailableAsync(ConsumeAsync(10, "debit"));
        failure.Fate.Should().Be(CommandFate.NotApplied);
        failure.Operation.Should().Be("debit");
        failure.Wallet.Should().Be(Acme);
        failure.Message.Should().Contain("nothing was written");
        (await TotalsAsync()).Available.Should().Be((CreditAmount)100);
        CreditResult<Debit> again = await ConsumeAsync(10, "debit");
        again.IsReplayed.Should().BeFalse();
        again.Totals!.Value.Available.Should().Be((CreditAmount)90);
        await VerifyAsync();
    }

    [Theory]
    [InlineData(CommitFault.LostAcknowledgement)]
    [InlineData(CommitFault.ExceptionAfterwards)]
    public async Task A_lost_acknowledgement_is_said_to_be_unknown_and_the_repetition_gets_the_original_answer(CommitFault fault)
    {
        await OpenAsync(100);
        Store.FailCommits(fault);
        CreditsUnavailableException failure = await UnavailableAsync(ConsumeAsync(10, "debit"));
        failure.Fate.Should().Be(CommandFate.Unknown);
        failure.Message.Should().Contain("same operation id");
        await ConsumeAsync(5, "between");
        CreditResult<Debit> again = await ConsumeAsync(10, "debit");
        again.IsReplayed.Should().BeTrue();
        again.Totals!.Value.Available.Should().Be((CreditAmount)90, "a replay repeats the original answer");
        (await TotalsAsync()).Available.Should().Be((CreditAmount)85);
        (await OperationsAsync()).Should().ContainSingle(o => o == "debit");
        await VerifyAsync();
    }

    [Fact]
    public async Task Nobody_knows_what_became_of_a_commit_that_threw_and_the_repetition_finds_out()
    {
        await OpenAsync(100);
        Store.FailCommits(CommitFault.Exception);
        (await UnavailableAsync(ConsumeAsync(10, "debit"))).Fate.Should().Be(CommandFate.Unknown);
        CreditResult<Debit> again = await ConsumeAsync(10, "debit");
        again.IsReplayed.Should().BeFalse();
        (await TotalsAsync()).Available.Should().Be((CreditAmount)90);
    }

    [Fact]
    public async Task A_made_up_operation_id_is_told_so_that_the_caller_can_repeat()
    {
        await OpenAsync(100);
        Store.FailCommits(CommitFault.LostAcknowledgement);
        string operation = (await UnavailableAsync(ConsumeAsync(10))).Operation!;
        (await ConsumeAsync(10, operation)).IsReplayed.Should().BeTrue();
    }

    [Fact]
    public async Task All_that_were_committed_together_fail_together_and_the_rest_is_decided_again()
    {
        await OpenAsync(100);
        (StoreGate gate, Task<CreditResult<Debit>> first) = await HoldFirstAsync();
        Store.FailCommits(CommitFault.NotApplied);
        Task<CreditResult<Debit>>[] together = [ConsumeAsync(10, "a"), ConsumeAsync(10, "b")];
        // A refund looks at the past, so it is decided after their commit.
        Task<CreditResult<AmountReceipt>> refund = Here.Admin.RefundAsync(Acme, "first", "failed run", Actor.System).AsTask();
        Task<CreditResult<Debit>> last = ConsumeAsync(100, "last");
        gate.Open();
        await first.WaitAsync(Soon, TestContext.Current.CancellationToken);
        (await UnavailableAsync(together[0])).Fate.Should().Be(CommandFate.NotApplied);
        (await UnavailableAsync(together[1])).Operation.Should().Be("b");
        (await refund.WaitAsync(Soon, TestContext.Current.CancellationToken)).IsAccepted.Should().BeTrue();
        (await last.WaitAsync(Soon, TestContext.Current.CancellationToken)).Totals!.Value.Available.Should().Be(CreditAmount.Zero, "what the failed commit had taken is there again");
        (await OperationsAsync()).Should().NotContain(["a", "b"]);
        await VerifyAsync();
    }

    [Fact]
    public async Task A_conflict_is_decided_again_without_the_caller()
    {
        await OpenAsync(100);
        Store.FailCommits(CommitFault.VersionConflict, CommitFault.VersionConflict);
        CreditResult<Debit> debit = await ConsumeAsync(10, "debit");
        debit.IsReplayed.Should().BeFalse();
        debit.Totals!.Value.Available.Should().Be((CreditAmount)90);
        await VerifyAsync();
    }

    [Fact]
    public async Task A_conflict_without_end_ends_in_an_error_that_says_so()
    {
        await OpenAsync(100);
        Store.FailCommitsRandomly(1, 100, CommitFault.VersionConflict);
        CreditsUnavailableException failure = await UnavailableAsync(ConsumeAsync(10, "debit"));
        failure.Fate.Should().Be(CommandFate.NotApplied);
        Store.FailCommitsRandomly(1, 0);
        (await ConsumeAsync(10, "debit")).IsReplayed.Should().BeFalse();
    }

    [Fact]
    public async Task Credits_of_a_purchase_that_failed_are_not_spent()
    {
        await OpenAsync(10);
        Store.FailCommits(CommitFault.NotApplied);
        await UnavailableAsync(PurchaseAsync(100, "purchase"));
        (await ConsumeAsync(50)).Refusal!.Code.Should().Be(RefusalCode.InsufficientCredits);
        await PurchaseAsync(100, "purchase");
        (await ConsumeAsync(50)).IsAccepted.Should().BeTrue();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_wallet_that_cannot_be_read_answers_nobody_and_recovers(int failures)
    {
        await OpenAsync(100);
        Here = Start();
        Store.Fail(StoreCall.Load, failures);
        for (int i = 0; i < failures; i++)
        {
            CreditsUnavailableException failure = await UnavailableAsync(ConsumeAsync(10, "debit"));
            failure.Fate.Should().Be(CommandFate.NotApplied);
        }

        (await ConsumeAsync(10, "debit")).IsReplayed.Should().BeFalse();
    }

    [Fact]
    public async Task A_refusal_is_not_given_when_the_newest_state_cannot_be_read()
    {
        await OpenAsync(10);
        Store.Fail(StoreCall.Load);
        (await UnavailableAsync(ConsumeAsync(50))).Fate.Should().Be(CommandFate.NotApplied);
        Store.Fail(StoreCall.Load);
        CreditsUnavailableException read = await UnavailableAsync(TotalsAsync());
        read.Operation.Should().BeNull();
        read.Message.Should().Contain("could not be read");
        (await TotalsAsync()).Available.Should().Be((CreditAmount)10);
    }

    [Fact]
    public async Task What_was_answered_before_a_read_failed_stays_answered()
    {
        await OpenAsync(100);
        (StoreGate gate, Task<CreditResult<Debit>> first) = await HoldFirstAsync();
        Task<CreditResult<Debit>> accepted = ConsumeAsync(10, "accepted");
        Task<CreditResult<Debit>> looks = ConsumeAsync(1_000, "looks");
        Store.Fail(StoreCall.Load);
        gate.Open();
        await first.WaitAsync(Soon, TestContext.Current.CancellationToken);
        (await accepted.WaitAsync(Soon, TestContext.Current.CancellationToken)).IsAccepted.Should().BeTrue();
        (await UnavailableAsync(looks)).Fate.Should().Be(CommandFate.NotApplied);
        (await TotalsAsync()).Available.Should().Be((CreditAmount)89);
        await VerifyAsync();
    }

    [Fact]
    public async Task A_journal_that_cannot_be_read_is_told_of_like_any_failure_of_the_store()
    {
        await OpenAsync(100);
        Func<Task>[] reads =
        [
            async () => await Here.Admin.GetTransactionsAsync(Acme, Actor.System),
            async () => await Here.Admin.GetUsageAsync(Acme, Actor.System, UsageGrouping.Day),
            async () => await Here.Admin.ExplainAsync(Acme, 1, Actor.System),
            async () => await Here.Admin.GetForecastAsync(Acme, Actor.System),
        ];
        foreach (Func<Task> read in reads)
        {
            Store.Fail(StoreCall.Read);
            CreditsUnavailableException failure = (await read.Should().ThrowAsync<CreditsUnavailableException>()).Which;
            (failure.Fate, failure.Wallet, failure.Operation).Should().Be((CommandFate.NotApplied, Acme, null));
            await read.Should().NotThrowAsync();
        }
    }
}
