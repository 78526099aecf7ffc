using Credits.Testing;

namespace Credits.Tests.Engine;

/// <summary>The host's own price function runs inside the lane, perhaps several times for one command. What its caller is told stays true.</summary>
public sealed class HostPriceTests : EngineTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task What_its_caller_is_told_is_what_is_written_whenever_it_throws(int throwing)
    {
        await OpenAsync(100);
        int asked = 0;
        Here.HostPrice = _ => ++asked == throwing ? throw new NotSupportedException("no price just now") : 5;
        (StoreGate gate, Task<CreditResult<Debit>> first) = await HoldFirstAsync();
        // The commit of what gathers conflicts, so that all of it is decided again.
        Store.FailCommits(CommitFault.VersionConflict, CommitFault.VersionConflict);
        Task<CreditResult<Debit>> before = ConsumeAsync(1, "before");
        Task<CreditResult<Debit>> priced = PricedAsync("priced");
        gate.Open();
        await Task.WhenAll(first, before).WaitAsync(Soon, TestContext.Current.CancellationToken);
        bool isAccepted;
        try
        {
            isAccepted = (await priced.WaitAsync(Soon, TestContext.Current.CancellationToken)).IsAccepted;
        }
        catch (Exception error) when (error is not TimeoutException)
        {
            isAccepted = false;
        }

        (await OperationsAsync()).Contains("priced").Should().Be(isAccepted);
        (await TotalsAsync()).Available.Should().Be(isAccepted ? 93 : 98);
        await VerifyAsync();
    }

    private Task<CreditResult<Debit>> PricedAsync(string operation) =>
        Here.Credits.ConsumeAsync(Acme, "hosts", Ada, 5, operation: operation).AsTask();
}
