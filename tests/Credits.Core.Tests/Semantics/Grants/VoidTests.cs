namespace Credits.Tests.Semantics.Grants;

/// <summary>Section 12, void.</summary>
public sealed class VoidTests : Scenario
{
    [Fact]
    public async Task Without_an_amount_all_that_remains_is_voided()
    {
        await Open();
        await Purchase("p", 100);
        await Consume(30);
        CreditResult<AmountReceipt> result = await Void("p", reason: "charged back", operation: "v");
        result.Value.Amount.Should().Be(70);
        Transaction row = await LastRow();
        (row.Kind, row.Type, row.Amount, row.Grant, row.Reason, row.Operation).Should().Be((TransactionKind.GrantVoided, TransactionType.Debit, 70, "p", "charged back", "v"));
        row.Allocations.Should().BeEmpty();
        (await Fate("p")).Should().Be("100 = 30 consumed + 70 voided");
    }

    [Fact]
    public async Task More_than_remains_exceeds_the_grant()
    {
        await Open();
        await Purchase("p", 100);
        await Refused(Void("p", 100.000001m), RefusalCode.ExceedsGrant);
        (await Holds()).Should().Be("100");
    }

    [Fact]
    public async Task Nothing_remaining_exceeds_the_grant()
    {
        await Open();
        await Purchase("p", 100);
        await Consume(100);
        await Refused(Void("p"), RefusalCode.ExceedsGrant);
        await Refused(Void("p", 1), RefusalCode.ExceedsGrant);
    }

    [Fact]
    public async Task An_expired_grant_has_nothing_remaining()
    {
        await Open();
        await Grant("g", 10, until: "2026-01-06");
        At("2026-01-06");
        await Refused(Void("g"), RefusalCode.ExceedsGrant);
    }

    [Fact]
    public async Task A_grant_that_is_not_there_is_not_found()
    {
        await Open();
        await Refused(Void("nope"), RefusalCode.GrantNotFound);
    }

    [Fact]
    public async Task Reserved_parts_stay_and_come_back_spendable()
    {
        await Open();
        await Purchase("p", 100);
        await Reserve("r", 40);
        (await Void("p")).Value.Amount.Should().Be(60);
        (await Holds()).Should().Be("0+40");
        await Release("r");
        (await Holds()).Should().Be("40");
        await Consume(40);
        (await Fate("p")).Should().Be("100 = 40 consumed + 60 voided");
    }

    [Fact]
    public async Task Refunded_parts_of_a_voided_grant_come_back_spendable_too()
    {
        await Open();
        await Purchase("p", 100);
        await Consume(10, operation: "c");
        await Void("p");
        await Refund("c");
        (await Ledger(3)).Should().Equal("+10 refunded [p 10]");
        (await Holds()).Should().Be("10");
    }

    [Fact]
    public async Task A_part_can_be_voided_again_and_again()
    {
        await Open();
        await Purchase("p", 10);
        await Void("p", 4);
        await Void("p", 6);
        await Refused(Void("p", 1), RefusalCode.ExceedsGrant);
        (await Ledger(1)).Should().Equal("-4 grant_voided p", "-6 grant_voided p");
    }
}
