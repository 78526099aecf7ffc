using Credits.Testing;

namespace Credits.Tests.Engine;

/// <summary>
/// The host's own price function runs inside the lane, perhaps several times for one command. Where it throws, that is an error of the one who
/// asked, of nobody else, and of no operation that was accepted before; and what its caller is told stays true.
/// </summary>
public sealed class PriceFunctionTests : EngineTests
{
    private bool _throws;

    public PriceFunctionTests() => Here.HostPrice = _ => _throws ? throw new InvalidTimeZoneException("price bug") : 3;

    [Fact]
    public async Task Who_asks_for_the_price_gets_its_exception_and_nothing_is_written()
    {
        await OpenAsync(10);
        _throws = true;

        await Here.Credits.Awaiting(c => c.ConsumeAsync(Acme, "hosts", Ada, 1).AsTask()).Should().ThrowAsync<InvalidTimeZoneException>();
        await Here.Credits.Awaiting(c => c.QuoteAsync(Acme, "hosts", Ada, 1).AsTask()).Should().ThrowAsync<InvalidTimeZoneException>();

        (await TotalsAsync()).Available.Should().Be((CreditAmount)10);
    }

    [Fact]
    public async Task Others_of_the_same_batch_are_served()
    {
        await OpenAsync(10);
        _throws = true;
        (StoreGate gate, Task<CreditResult<Debit>> first) = await HoldFirstAsync();
        Task<CreditResult<Debit>> failing = Here.Credits.ConsumeAsync(Acme, "hosts", Ada, 1).AsTask();
        Task<CreditResult<Quote>> failingQuote = Here.Credits.QuoteAsync(Acme, "hosts", Ada, 1).AsTask();
        Task<CreditResult<Debit>> served = Here.Credits.ConsumeAsync(Acme, "unit", Ada, 2).AsTask();
        gate.Open();

        (await first.WaitAsync(Soon)).IsAccepted.Should().BeTrue();
        (await served.WaitAsync(Soon)).Totals!.Value.Available.Should().Be((CreditAmount)7);
        await failing.Awaiting(f => f.WaitAsync(Soon)).Should().ThrowAsync<InvalidTimeZoneException>();
        await failingQuote.Awaiting(f => f.WaitAsync(Soon)).Should().ThrowAsync<InvalidTimeZoneException>();
    }

    [Fact]
    public async Task An_operation_accepted_before_is_repeated_whatever_its_price_does_now()
    {
        await OpenAsync(1_000);
        await Here.Credits.ConsumeAsync(Acme, "hosts", Ada, 1, operation: "early");
        for (int i = 0; i < 300; i++)
        {
            await Here.Credits.ConsumeAsync(Acme, "unit", Ada, 1);
        }

        _throws = true;
        CreditResult<Debit> repeated = await Here.Credits.ConsumeAsync(Acme, "hosts", Ada, 1, operation: "early");

        repeated.IsReplayed.Should().BeTrue();
        repeated.Value.Amount.Should().Be((CreditAmount)3);
    }

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
