namespace Credits.Tests.Semantics.Transactions;

/// <summary>Sections 9 and 12: a balance as of any past instant, with what was reserved then.</summary>
public sealed class AsOfTests : Scenario
{
    [Fact]
    public async Task It_shows_what_was_available_and_reserved_then()
    {
        await Open("pro");
        At("2026-01-06");
        await Consume(100);
        At("2026-01-07");
        await Reserve("r", 50, life: Days(1));
        At("2026-01-07T12:00Z");
        await Capture("r", 20);
        At("2026-01-10");
        (await Holds("2026-01-05T12:00Z")).Should().Be("5000");
        (await Holds("2026-01-06T12:00Z")).Should().Be("4900");
        (await Holds("2026-01-07T06:00Z")).Should().Be("4850+50");
        (await Holds("2026-01-08")).Should().Be("4880");
    }

    [Fact]
    public async Task Rows_at_that_instant_count()
    {
        await Open("pro");
        At("2026-01-06");
        await Consume(100);
        await Consume(10);
        At("2026-01-07");
        (await Holds("2026-01-05T23:59:59.999999Z")).Should().Be("5000");
        (await Holds("2026-01-06T00:00Z")).Should().Be("4890");
        (await Holds("2026-01-06T00:00:00.000001Z")).Should().Be("4890");
    }

    [Fact]
    public async Task Before_the_wallet_was_opened_it_held_nothing()
    {
        await Open("pro");
        At("2026-01-10");
        (await Holds("2026-01-05T08:59:59.999999Z")).Should().Be("0");
        (await Balance("2020-01-01")).ByKind.Should().BeEmpty();
    }

    [Fact]
    public async Task It_shows_what_was_there_by_kind()
    {
        await Open("pro");
        await Purchase("p", 300);
        At("2026-01-06");
        await Grant("g", 20);
        await Consume(5_000);
        At("2026-01-07");
        (await Balance("2026-01-05T12:00Z")).ByKind.Should().BeEquivalentTo(
            new Dictionary<GrantKind, CreditAmount> { [GrantKind.Plan] = 5_000, [GrantKind.Purchased] = 300 });
        (await Balance("2026-01-06")).ByKind.Should().BeEquivalentTo(
            new Dictionary<GrantKind, CreditAmount> { [GrantKind.Promotional] = 20, [GrantKind.Purchased] = 300 });
    }

    [Fact]
    public async Task What_fell_due_then_counts_whenever_it_was_looked_at()
    {
        await Open("pro");
        await Grant("g", 10, until: "2026-01-10");
        At("2026-02-20");
        (await Holds("2026-01-09")).Should().Be("5010");
        (await Holds("2026-01-10")).Should().Be("5000");
        (await Holds("2026-02-01")).Should().Be("5000");
    }

    [Fact]
    public async Task Of_the_past_only_available_reserved_and_kinds_are_known()
    {
        await Open("pro");
        await Grant("g", 10, from: "2026-06-01");
        At("2026-01-10");
        WalletBalance past = await Balance("2026-01-06");
        (past.At, past.Scheduled, past.Plan, past.NextReset, past.NextExpiry).Should().Be((Instant("2026-01-06"), null, null, null, null));
    }

    [Theory]
    [InlineData("2026-01-10")]
    [InlineData("2026-01-11")]
    [InlineData("2099-01-01")]
    public async Task Not_before_now_it_is_the_plain_balance(string asOf)
    {
        await Open("pro");
        await Grant("g", 10, from: "2026-06-01");
        At("2026-01-10");
        WalletBalance balance = await Balance(asOf);
        (balance.At, balance.Scheduled, balance.Plan, balance.NextReset).Should().Be((Instant("2026-01-10"), (CreditAmount?)10, "pro", Instant("2026-02-01")));
    }

    [Fact]
    public async Task Every_row_is_an_instant_at_which_its_balance_was_available()
    {
        await Open("pro");
        for (int i = 1; i <= 10; i++)
        {
            Clock.Advance(Hours(1));
            await Consume(i, operation: $"c{i}");
            Clock.Advance(Hours(1));
            await Refund($"c{i}", 0.5m);
        }

        At("2026-03-15");
        foreach (Transaction row in (await Rows()).GroupBy(r => r.At).Select(g => g.Last()))
        {
            (await Admin.GetBalanceAsync(Acme, Grace, row.At)).Value.Available.Should().Be(row.Balance);
        }
    }
}
