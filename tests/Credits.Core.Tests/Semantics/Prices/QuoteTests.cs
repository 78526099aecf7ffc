namespace Credits.Tests.Semantics.Prices;

/// <summary>Section 5: a quote gives price, grants, and the answer a debit would get now, and writes nothing.</summary>
public sealed class QuoteTests : Scenario
{
    [Fact]
    public async Task It_tells_price_and_grants_in_burn_order()
    {
        await Open("pro");
        await Grant("first", 30, priority: 1);
        CreditResult<Quote> result = await Quote(50);
        result.Value.Amount.Should().Be(50);
        result.Value.Allocations.Should().Equal(new Allocation("first", 30), new Allocation("plan-0000000001", 20));
        result.Value.Refusal.Should().BeNull();
        result.Operation.Should().BeNull();
        result.Totals.Should().Be(new WalletTotals(5_030, 0));
    }

    [Fact]
    public async Task It_writes_nothing()
    {
        await Open("pro");
        await Quote(50);
        await Quote(50);
        (await Ledger(1)).Should().BeEmpty();
        (await Holds()).Should().Be("5000");
        (await Usage(UsageGrouping.Feature)).Should().BeEmpty();
    }

    [Fact]
    public async Task Where_too_little_is_available_it_shows_amount_code_and_details()
    {
        await Open("free");
        Quote quote = (await Quote(1_001)).Value;
        quote.Amount.Should().Be(1_001);
        quote.Allocations.Should().BeEmpty();
        InsufficientCreditsRefusal refusal = quote.Refusal.Should().BeOfType<InsufficientCreditsRefusal>().Which;
        (refusal.Available, refusal.Requested, refusal.Shortfall).Should().Be((1_000, 1_001, 1));
    }

    [Fact]
    public async Task Where_a_limit_has_no_room_it_shows_the_limits_details()
    {
        await Open("pro");
        await Limits(new LimitPolicy("org") { Hard = 100 });
        await Consume(70);
        HardLimitRefusal refusal = (await Quote(31)).Value.Refusal.Should().BeOfType<HardLimitRefusal>().Which;
        (refusal.Policy, refusal.Usage, refusal.Threshold, refusal.Remaining, refusal.ResetsAt).Should().Be(("org", 70, 100, 30, Instant("2026-02-01")));
        (await Quote(30)).Value.Refusal.Should().BeNull();
    }

    [Fact]
    public async Task A_quote_that_is_refused_notifies_nobody()
    {
        await Open("free");
        await Limits(new LimitPolicy("org") { Hard = 10 });
        await Quote(11);
        await Limits();
        await Quote(1_001);
        (await Told()).Should().BeEmpty();
    }

    [Fact]
    public async Task Limits_are_those_of_the_asker()
    {
        await Open("pro");
        await Limits(new LimitPolicy("ada") { User = "u1", Hard = 10 });
        (await Quote(11, by: Ada)).Value.Refusal!.Code.Should().Be(RefusalCode.HardLimitReached);
        (await Quote(11, by: Linus)).Value.Refusal.Should().BeNull();
    }

    [Fact]
    public async Task Without_a_wallet_there_is_no_quote() => await Refused(Quote(1, "nope"), RefusalCode.WalletNotFound);

    [Fact]
    public async Task A_quote_for_the_default_quantity_is_a_quote()
    {
        await Open("pro");
        (await Quote(feature: "test-cases")).Value.Amount.Should().Be(50);
    }
}
