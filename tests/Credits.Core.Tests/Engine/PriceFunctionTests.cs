using Credits.Engine;
using Credits.Pricing;

namespace Credits.Tests.Engine;

/// <summary>A price function of the host that throws: an error of the one who asked, of nobody else, and of no operation that was accepted before.</summary>
public sealed class PriceFunctionTests : EngineTests
{
    private readonly CreditsClient _credits;
    private bool _throws;

    public PriceFunctionTests()
    {
        CreditCatalog catalog = new([], [
            new CreditFeature("unit", new UnitPrice(1)),
            new CreditFeature("own", new CustomPrice("1", _ => _throws ? throw new InvalidTimeZoneException("price bug") : 3)),
        ]);
        LaneCache lanes = new(new(Store, catalog, Clock, new(), []));
        _credits = new CreditsClient(lanes, new(lanes));
    }

    [Fact]
    public async Task Who_asks_for_the_price_gets_its_exception_and_nothing_is_written()
    {
        await OpenAsync(10);
        _throws = true;

        await _credits.Awaiting(c => c.ConsumeAsync(Acme, "own", Ada, 1).AsTask()).Should().ThrowAsync<InvalidTimeZoneException>();
        await _credits.Awaiting(c => c.QuoteAsync(Acme, "own", Ada, 1).AsTask()).Should().ThrowAsync<InvalidTimeZoneException>();

        (await TotalsAsync()).Available.Should().Be((CreditAmount)10);
    }

    [Fact]
    public async Task Others_of_the_same_batch_are_served()
    {
        await OpenAsync(10);
        _throws = true;
        var (gate, first) = await HoldFirstOfOwnAsync();
        Task<CreditResult<Debit>> failing = _credits.ConsumeAsync(Acme, "own", Ada, 1).AsTask();
        Task<CreditResult<Quote>> failingQuote = _credits.QuoteAsync(Acme, "own", Ada, 1).AsTask();
        Task<CreditResult<Debit>> served = _credits.ConsumeAsync(Acme, "unit", Ada, 2).AsTask();
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
        await _credits.ConsumeAsync(Acme, "own", Ada, 1, operation: "early");
        for (int i = 0; i < 300; i++)
        {
            await _credits.ConsumeAsync(Acme, "unit", Ada, 1);
        }

        _throws = true;
        CreditResult<Debit> repeated = await _credits.ConsumeAsync(Acme, "own", Ada, 1, operation: "early");

        repeated.IsReplayed.Should().BeTrue();
        repeated.Value.Amount.Should().Be((CreditAmount)3);
    }

    private async Task<(Testing.StoreGate Gate, Task<CreditResult<Debit>> First)> HoldFirstOfOwnAsync()
    {
        Testing.StoreGate gate = Store.HoldCommits();
        Task<CreditResult<Debit>> first = _credits.ConsumeAsync(Acme, "unit", Ada, 1).AsTask();
        await gate.WaitForArrivalsAsync(1, Soon);
        return (gate, first);
    }
}
