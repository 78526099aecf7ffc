using Credits.Pricing;

namespace Credits.Tests.Semantics.Reads;

/// <summary>Why a transaction is what it is.</summary>
public sealed class ExplainTests : Scenario
{
    [Fact]
    public async Task A_debit_is_explained_by_its_grants_its_price_and_the_limits_that_cover_it()
    {
        await Open("pro");
        await Grant("first", 30, priority: 1);
        await Limits(
            new LimitPolicy("org") { Soft = [LimitThreshold.Percent(1)], Hard = 1_000 },
            new LimitPolicy("linus") { User = "u2", Hard = 5 });
        await Consume(7);
        await Consume(5, "test-cases");
        await Consume(100);
        TransactionExplanation explained = (await Admin.ExplainAsync(Acme, 4, Grace)).Value;
        (explained.Row.Sequence, explained.Row.Amount).Should().Be((4, 50));
        explained.Grants.Select(g => (g.Id, g.Remaining, g.Consumed)).Should().Equal(("first", 0, 30), ("plan-0000000001", 4_973, 27));
        explained.Price.Should().Be(new UnitPrice(10).Definition);
        LimitReading limit = explained.Limits.Should().ContainSingle().Which;
        (limit.Policy, limit.UsageBefore, limit.UsageAfter, limit.Hard).Should().Be(("org", 7, 57, (CreditAmount?)1_000));
        limit.Soft.Should().Equal((CreditAmount)50);
    }

    [Fact]
    public async Task Later_rows_do_not_change_an_explanation()
    {
        await Open("pro");
        await Consume(5, operation: "c");
        TransactionExplanation before = (await Admin.ExplainAsync(Acme, 2, Grace)).Value;
        await Refund("c");
        Features(new CreditFeature("unit", new UnitPrice(99)));
        At("2026-05-01");
        (await Admin.ExplainAsync(Acme, 2, Grace)).Value.Should().BeEquivalentTo(before);
    }

    [Fact]
    public async Task A_grants_row_is_explained_by_its_grant()
    {
        await Open("pro");
        await Limits(new LimitPolicy("org") { Hard = 10 });
        TransactionExplanation explained = (await Admin.ExplainAsync(Acme, 1, Grace)).Value;
        explained.Grants.Select(g => g.Id).Should().Equal("plan-0000000001");
        explained.Price.Should().BeNull();
        explained.Limits.Should().BeEmpty();
    }

    [Fact]
    public async Task A_return_is_explained_by_who_received_it()
    {
        await Open("pro");
        await Reserve("r", 30);
        await Change("max");
        await Release("r");
        TransactionExplanation explained = (await Admin.ExplainAsync(Acme, 5, Grace)).Value;
        explained.Row.Kind.Should().Be(TransactionKind.Returned);
        explained.Grants.Select(g => (g.Id, g.Amount)).Should().Equal(("plan-0000000002", 8_000));
        explained.Limits.Should().BeEmpty();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(2)]
    public async Task A_row_that_is_not_there_cannot_be_explained(long sequence)
    {
        await Open("pro");
        await FluentActions.Awaiting(() => Admin.ExplainAsync(Acme, sequence, Grace).AsTask()).Should().ThrowAsync<ArgumentOutOfRangeException>().WithParameterName(nameof(sequence));
    }
}
