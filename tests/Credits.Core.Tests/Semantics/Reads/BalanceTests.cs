namespace Credits.Tests.Semantics.Reads;

/// <summary>Section 12, reads: the balance.</summary>
public sealed class BalanceTests : Scenario
{
    [Fact]
    public async Task It_shows_available_reserved_kinds_scheduled_and_what_comes_next()
    {
        await Open("pro");
        await Purchase("p", 300);
        await Grant("promo", 50, until: "2026-01-20");
        await Grant("later", 70, from: "2026-02-10");
        await Reserve("r", 40);
        WalletBalance balance = await Balance();
        balance.Should().BeEquivalentTo(new
        {
            At = Instant(Start),
            Available = (CreditAmount)5_310,
            Reserved = (CreditAmount)40,
            ByKind = new Dictionary<GrantKind, CreditAmount> { [GrantKind.Plan] = 5_000, [GrantKind.Promotional] = 10, [GrantKind.Purchased] = 300 },
            Scheduled = (CreditAmount?)70,
            Plan = "pro",
            NextReset = (NodaTime.Instant?)Instant("2026-02-01"),
            NextExpiry = (NodaTime.Instant?)Instant("2026-01-20"),
        });
    }

    [Fact]
    public async Task Kinds_with_nothing_are_left_out()
    {
        await Open();
        await Grant("promo", 50);
        await Purchase("p", 10);
        await Consume(50);
        (await Balance()).ByKind.Keys.Should().Equal(GrantKind.Purchased);
    }

    [Fact]
    public async Task The_next_expiry_is_the_earliest_of_a_grant_with_credits_remaining()
    {
        await Open("pro");
        await Grant("empty", 10, until: "2026-01-10");
        await Grant("reserved", 10, until: "2026-01-15");
        await Consume(10);
        await Reserve("r", 10, life: Days(7));
        (await Balance()).NextExpiry.Should().Be(Instant("2026-02-01"));
        await Release("r");
        (await Balance()).NextExpiry.Should().Be(Instant("2026-01-15"));
    }

    [Fact]
    public async Task Without_an_expiry_there_is_no_next_one()
    {
        await Open("free");
        (await Balance()).NextExpiry.Should().BeNull();
    }

    [Fact]
    public async Task A_scheduled_grants_expiry_is_not_next_before_it_is_effective()
    {
        await Open("pro");
        await Grant("later", 70, from: "2026-01-10", until: "2026-01-12");
        (await Balance()).NextExpiry.Should().Be(Instant("2026-02-01"));
        At("2026-01-10");
        (await Balance()).NextExpiry.Should().Be(Instant("2026-01-12"));
    }

    [Fact]
    public async Task A_wallet_that_is_not_there_is_not_found() => await Refused(Balance(), RefusalCode.WalletNotFound);

    [Fact]
    public async Task Every_answer_shows_what_the_wallet_holds_after_it()
    {
        await Open("pro");
        (await Consume(10)).Totals.Should().Be(new WalletTotals(4_990, 0));
        (await Reserve("r", 30)).Totals.Should().Be(new WalletTotals(4_960, 30));
        (await Purchase("p", 100)).Totals.Should().Be(new WalletTotals(5_060, 30));
        (await Void("p", 50)).Totals.Should().Be(new WalletTotals(5_010, 30));
        (await Capture("r", 10)).Totals.Should().Be(new WalletTotals(5_030, 0));
        (await Limits()).Value.Should().Be(new WalletTotals(5_030, 0));
        (await Admin.GetTransactionsAsync(Acme, Grace)).Totals.Should().Be(new WalletTotals(5_030, 0));
    }
}
