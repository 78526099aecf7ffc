using Credits.Testing;

namespace Credits.Tests.Engine;

/// <summary>Commands that arrive during a commit are decided together and committed as one; nobody is answered before his commit.</summary>
public sealed class CoalescingTests : EngineTests
{
    [Fact]
    public async Task Commands_that_arrive_during_a_commit_are_committed_as_one()
    {
        await OpenAsync(100);
        int before = Store.CommitsWritten;
        (StoreGate gate, Task<CreditResult<Debit>> first) = await HoldFirstAsync();
        Task<CreditResult<Debit>>[] gathered = [.. Enumerable.Range(0, 50).Select(i => ConsumeAsync(1, $"gathered-{i:D2}"))];
        gate.Open();
        await first.WaitAsync(Soon, TestContext.Current.CancellationToken);
        CreditResult<Debit>[] results = await Task.WhenAll(gathered).WaitAsync(Soon, TestContext.Current.CancellationToken);
        results.Should().OnlyContain(r => r.IsAccepted && !r.IsReplayed);
        results.Select(r => r.Totals!.Value.Available).Should().Equal(Enumerable.Range(0, 50).Select(i => (CreditAmount)(98 - i)), "they are decided in the order in which they came");
        (Store.CommitsWritten - before).Should().Be(2);
        (await OperationsAsync()).Skip(2).Should().Equal(["first", .. Enumerable.Range(0, 50).Select(i => $"gathered-{i:D2}")]);
        await VerifyAsync();
    }

    [Fact]
    public async Task Nobody_is_answered_before_his_commit_is_written()
    {
        await OpenAsync(100);
        (StoreGate gate, Task<CreditResult<Debit>> first) = await HoldFirstAsync();
        Task<CreditResult<Debit>> second = ConsumeAsync(1, "second");
        Task<WalletTotals> look = TotalsAsync();
        first.IsCompleted.Should().BeFalse();
        gate.Release();
        await first.WaitAsync(Soon, TestContext.Current.CancellationToken);
        await gate.WaitForArrivalsAsync(2, Soon);
        second.IsCompleted.Should().BeFalse();
        look.IsCompleted.Should().BeFalse("a reader is told nothing either that is not written yet");
        (await OperationsAsync()).Should().EndWith("first");
        gate.Release();
        (await second.WaitAsync(Soon, TestContext.Current.CancellationToken)).Totals!.Value.Available.Should().Be((CreditAmount)98);
        (await look.WaitAsync(Soon, TestContext.Current.CancellationToken)).Available.Should().Be((CreditAmount)98);
    }

    [Fact]
    public async Task A_commit_takes_at_most_as_many_commands_as_the_options_say()
    {
        Here = Start(new() { MaxBatch = 10 });
        await OpenAsync(100);
        int before = Store.CommitsWritten;
        (StoreGate gate, Task<CreditResult<Debit>> first) = await HoldFirstAsync();
        Task<CreditResult<Debit>>[] gathered = [.. Enumerable.Range(0, 25).Select(_ => ConsumeAsync(1))];
        gate.Open();
        await Task.WhenAll([first, .. gathered]).WaitAsync(Soon, TestContext.Current.CancellationToken);
        (Store.CommitsWritten - before).Should().Be(1 + 3);
    }

    [Fact]
    public async Task Gathered_commands_share_the_last_credits_in_their_order()
    {
        await OpenAsync(11);
        (StoreGate gate, Task<CreditResult<Debit>> first) = await HoldFirstAsync();
        Task<CreditResult<Debit>>[] gathered = [.. Enumerable.Range(0, 15).Select(_ => ConsumeAsync(1))];
        gate.Open();
        await first.WaitAsync(Soon, TestContext.Current.CancellationToken);
        CreditResult<Debit>[] results = await Task.WhenAll(gathered).WaitAsync(Soon, TestContext.Current.CancellationToken);
        results.Select(r => r.IsAccepted).Should().Equal([.. Enumerable.Repeat(true, 10), .. Enumerable.Repeat(false, 5)]);
        results.Skip(10).Should().OnlyContain(r => r.Refusal!.Code == RefusalCode.InsufficientCredits);
        (await TotalsAsync()).Available.Should().Be(CreditAmount.Zero);
        await VerifyAsync();
    }

    [Fact]
    public async Task A_refused_command_in_between_keeps_nobody_from_being_served()
    {
        await OpenAsync(100);
        (StoreGate gate, Task<CreditResult<Debit>> first) = await HoldFirstAsync();
        Task<CreditResult<Debit>> before = ConsumeAsync(1);
        Task<CreditResult<AmountReceipt>> refused = Here.Admin.RefundAsync(Acme, "nothing", "by mistake", Actor.System).AsTask();
        Task<CreditResult<AmountReceipt>> refund = Here.Admin.RefundAsync(Acme, "first", "failed run", Actor.System).AsTask();
        Task<CreditResult<Debit>> after = ConsumeAsync(100);
        gate.Open();
        await Task.WhenAll(first, before, refused, refund, after).WaitAsync(Soon, TestContext.Current.CancellationToken);
        (await before).IsAccepted.Should().BeTrue();
        (await refused).Refusal!.Code.Should().Be(RefusalCode.TargetNotFound);
        (await refund).Value.Amount.Should().Be((CreditAmount)1, "a command that needs the past finds what was committed while it waited");
        (await after).Refusal!.Code.Should().Be(RefusalCode.InsufficientCredits);
        (await TotalsAsync()).Available.Should().Be((CreditAmount)99);
        await VerifyAsync();
    }

    [Fact]
    public async Task A_command_that_can_never_be_right_fails_alone()
    {
        await OpenAsync(100);
        (StoreGate gate, Task<CreditResult<Debit>> first) = await HoldFirstAsync();
        Task<CreditResult<Debit>> before = ConsumeAsync(1);
        Task<CreditResult<GrantReceipt>> wrong = Here.Admin.PurchaseAsync(
            Acme, new(10) { ExpiresAt = Clock.GetCurrentInstant() }, Actor.System).AsTask();
        Task<CreditResult<Debit>> after = ConsumeAsync(1);
        gate.Open();
        await Task.WhenAll(first, before, after).WaitAsync(Soon, TestContext.Current.CancellationToken);
        await wrong.Awaiting(w => w.WaitAsync(Soon)).Should().ThrowAsync<ArgumentException>();
        (await TotalsAsync()).Available.Should().Be((CreditAmount)97);
    }
}
