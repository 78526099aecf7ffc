namespace Credits.Tests.Semantics.Debits;

/// <summary>Section 6: consume.</summary>
public sealed class ConsumeTests : Scenario
{
    [Fact]
    public async Task A_consume_takes_the_price_and_leaves_a_row_that_tells_all()
    {
        await Open("free");
        CreditResult<Debit> result = await Consume(4, "test-cases", operation: "gen-1");
        (result.Value.Amount, result.Value.Shortfall).Should().Be((40, 0));
        (result.Operation, result.IsReplayed, result.Totals).Should().Be(("gen-1", false, new WalletTotals(960, 0)));
        Transaction row = await LastRow();
        row.Should().BeEquivalentTo(new
        {
            Sequence = 2L,
            At = Instant(Start),
            Kind = TransactionKind.Consumed,
            Type = TransactionType.Debit,
            Amount = (CreditAmount)40,
            Balance = (CreditAmount)960,
            ActorId = "u1",
            ActorName = "Ada",
            Feature = "test-cases",
            Quantity = (Quantity?)4,
            Reservation = (string?)null,
            Grant = (string?)null,
            Operation = "gen-1",
            Reason = (string?)null,
        });
        row.Allocations.Should().Equal(new Allocation("complimentary-0000000001", 40));
    }

    [Fact]
    public async Task It_takes_all_or_nothing()
    {
        await Open("free");
        CreditResult<Debit> result = await Credits.ConsumeAsync(Acme, "unit", Ada, 1_000.000001m);
        InsufficientCreditsRefusal refusal = result.Refusal.Should().BeOfType<InsufficientCreditsRefusal>().Which;
        (refusal.Code, refusal.Available, refusal.Requested, refusal.Shortfall).Should().Be((RefusalCode.InsufficientCredits, 1_000, 1_000.000001m, 0.000001m));
        result.Totals.Should().Be(new WalletTotals(1_000, 0));
        result.Operation.Should().BeNull();
        (await Ledger(1)).Should().BeEmpty();
    }

    [Fact]
    public async Task All_that_is_available_can_be_taken()
    {
        await Open("free");
        await Consume(1_000);
        (await Holds()).Should().Be("0");
    }

    [Fact]
    public async Task What_is_reserved_is_not_available()
    {
        await Open("free");
        await Reserve("r", 600);
        await Refused(Consume(401), RefusalCode.InsufficientCredits);
        await Consume(400);
    }

    [Fact]
    public async Task Partially_it_takes_what_the_balance_permits_and_reports_the_shortfall()
    {
        await Open("free");
        CreditResult<Debit> result = await Consume(1_200, partial: true);
        (result.Value.Amount, result.Value.Shortfall).Should().Be((1_000, 200));
        Transaction row = await LastRow();
        (row.Amount, row.Quantity).Should().Be((1_000, (Quantity?)1_200));
    }

    [Fact]
    public async Task Partially_it_takes_all_where_all_is_there()
    {
        await Open("free");
        (await Consume(1_000, partial: true)).Value.Should().Be(new Debit(1_000, 0));
    }

    [Fact]
    public async Task Partially_nothing_available_is_still_a_refusal()
    {
        await Open("free");
        await Consume(1_000);
        InsufficientCreditsRefusal refusal = (await Refused(Consume(5, partial: true))).Should().BeOfType<InsufficientCreditsRefusal>().Which;
        (refusal.Available, refusal.Requested).Should().Be((0, 5));
    }

    [Theory]
    [InlineData(30, 50, 30)]
    [InlineData(50, 30, 30)]
    [InlineData(200, 200, 100)]
    public async Task Partially_under_limit_and_balance_it_takes_the_smaller(int room, int balance, int taken)
    {
        await Open();
        await Purchase("p", balance);
        await Limits(new LimitPolicy("org") { Hard = room, PurchasesRaise = false });
        (await Consume(100, partial: true)).Value.Should().Be(new Debit(taken, 100 - taken));
    }

    [Fact]
    public async Task Partially_where_nothing_is_left_the_first_limit_without_room_is_named()
    {
        await Open("pro");
        await Limits(
            new LimitPolicy("roomy") { Hard = 100 },
            new LimitPolicy("full") { Hard = 50 },
            new LimitPolicy("full too") { Hard = 50 });
        await Consume(50);
        HardLimitRefusal refusal = (await Refused(Consume(60, partial: true))).Should().BeOfType<HardLimitRefusal>().Which;
        (refusal.Policy, refusal.Remaining).Should().Be(("full", 0));
    }

    [Fact]
    public async Task Partially_with_room_under_the_limits_and_an_empty_wallet_credits_are_insufficient()
    {
        await Open("free");
        await Consume(1_000);
        await Limits(new LimitPolicy("org") { Hard = 1_001 });
        await Refused(Consume(5, partial: true), RefusalCode.InsufficientCredits);
    }

    [Fact]
    public async Task A_debit_of_0_is_refused_where_usage_already_exceeds_a_hard_limit()
    {
        await Open("pro");
        await Consume(50);
        await Limits(new LimitPolicy("org") { Hard = 50 });
        await Consume(1, "gratis");
        await Limits(new LimitPolicy("org") { Hard = 49 });
        HardLimitRefusal refusal = (await Refused(Consume(1, "gratis"))).Should().BeOfType<HardLimitRefusal>().Which;
        (refusal.Usage, refusal.Threshold, refusal.Remaining).Should().Be((50, 49, 0));
        await Refused(Consume(1, "gratis", partial: true), RefusalCode.HardLimitReached);
    }

    [Fact]
    public async Task Any_role_may_debit()
    {
        await Open("pro");
        await Consume(1, by: Ada);
        await Consume(1, by: Grace);
        await Consume(1, by: Actor.System);
        (await Rows()).Skip(1).Select(r => r.ActorId).Should().Equal("u1", "boss", "system");
    }

    [Fact]
    public async Task An_operation_id_is_made_up_where_none_is_given_and_it_is_unique()
    {
        await Open("pro");
        string?[] operations = [(await Consume(1)).Operation, (await Consume(1)).Operation, (await Consume(1)).Operation];
        operations.Should().OnlyHaveUniqueItems().And.NotContainNulls();
        (await Rows()).Skip(1).Select(r => r.Operation).Should().Equal(operations);
    }
}
