using Credits.Testing;

namespace Credits.Tests.Engine;

/// <summary>Giving up: whoever still waits leaves nothing behind, and whose command is under way learns what became of it.</summary>
public sealed class CancellationTests : EngineTests
{
    [Fact]
    public async Task A_caller_who_had_given_up_before_leaves_nothing()
    {
        await OpenAsync(100);
        await GivesUpAsync(ConsumeAsync(10, "debit", cancellation: new(canceled: true)));
        (await OperationsAsync()).Should().NotContain("debit");
        (await ConsumeAsync(10, "debit")).IsReplayed.Should().BeFalse();
    }

    [Fact]
    public async Task A_caller_who_gives_up_waiting_leaves_nothing()
    {
        await OpenAsync(100);
        using CancellationTokenSource giving = new();
        (StoreGate gate, Task<CreditResult<Debit>> first) = await HoldFirstAsync();
        Task<CreditResult<Debit>> gone = ConsumeAsync(10, "gone", cancellation: giving.Token);
        Task<CreditResult<Debit>> stays = ConsumeAsync(10, "stays");
        await giving.CancelAsync();
        await GivesUpAsync(gone);
        first.IsCompleted.Should().BeFalse("it did not have to wait for the commit");
        gate.Open();
        (await stays.WaitAsync(Soon, TestContext.Current.CancellationToken)).Totals!.Value.Available.Should().Be((CreditAmount)89);
        await first;
        (await OperationsAsync()).Should().NotContain("gone");
        (await ConsumeAsync(10, "gone")).IsReplayed.Should().BeFalse();
        await VerifyAsync();
    }

    [Fact]
    public async Task A_commit_under_way_is_finished_and_its_caller_told()
    {
        await OpenAsync(100);
        using CancellationTokenSource giving = new();
        (StoreGate gate, Task<CreditResult<Debit>> first) = await HoldFirstAsync(cancellation: giving.Token);
        await giving.CancelAsync();
        first.IsCompleted.Should().BeFalse();
        gate.Open();
        (await first.WaitAsync(Soon, TestContext.Current.CancellationToken)).IsAccepted.Should().BeTrue();
        (await OperationsAsync()).Should().Contain("first");
    }

    [Fact]
    public async Task A_command_that_was_taken_from_the_queue_is_finished_and_its_caller_told()
    {
        await OpenAsync(100);
        using CancellationTokenSource giving = new();
        (StoreGate gate, Task<CreditResult<Debit>> first) = await HoldFirstAsync();
        Task<CreditResult<Debit>> taken = ConsumeAsync(10, "taken", cancellation: giving.Token);
        gate.Release();
        await first.WaitAsync(Soon, TestContext.Current.CancellationToken);
        await gate.WaitForArrivalsAsync(2, Soon);
        await giving.CancelAsync();
        taken.IsCompleted.Should().BeFalse();
        gate.Open();
        (await taken.WaitAsync(Soon, TestContext.Current.CancellationToken)).Totals!.Value.Available.Should().Be((CreditAmount)89);
    }

    [Fact]
    public async Task When_all_who_wait_have_given_up_the_lane_is_free()
    {
        await OpenAsync(100);
        using CancellationTokenSource giving = new();
        int before = Store.CommitsWritten;
        (StoreGate gate, Task<CreditResult<Debit>> first) = await HoldFirstAsync();
        Task<CreditResult<Debit>>[] gone = [.. Enumerable.Range(0, 20).Select(_ => ConsumeAsync(1, cancellation: giving.Token))];
        await giving.CancelAsync();
        foreach (Task<CreditResult<Debit>> caller in gone)
        {
            await GivesUpAsync(caller);
        }

        gate.Open();
        await first.WaitAsync(Soon, TestContext.Current.CancellationToken);
        (Store.CommitsWritten - before).Should().Be(1);
        (await ConsumeAsync(1)).Totals!.Value.Available.Should().Be((CreditAmount)98);
    }

    private static async Task GivesUpAsync(Task<CreditResult<Debit>> command) =>
        await command.Awaiting(c => c.WaitAsync(Soon)).Should().ThrowAsync<OperationCanceledException>();
}
