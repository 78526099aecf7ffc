namespace Credits.Tests.Semantics.Grants;

/// <summary>Section 3: amount = remaining + reserved + consumed + expired + voided.</summary>
public sealed class ConservationTests : Scenario
{
    [Fact]
    public async Task Every_part_of_a_grant_is_somewhere()
    {
        await Open();
        await Grant("g", 100, until: "2026-01-06");
        await Consume(20);
        await Reserve("r", 30, life: Days(2));
        await Void("g", 10);
        (await Fate("g")).Should().Be("100 = 40 remaining + 30 reserved + 20 consumed + 10 voided");
        At("2026-01-06");
        (await Fate("g")).Should().Be("100 = 30 reserved + 20 consumed + 40 expired + 10 voided");
        await Capture("r", 25);
        (await Fate("g")).Should().Be("100 = 45 consumed + 45 expired + 10 voided");
    }

    [Fact]
    public async Task A_refund_takes_from_what_was_consumed()
    {
        await Open();
        await Purchase("p", 100);
        await Consume(60, operation: "c");
        await Refund("c", 25);
        (await Fate("p")).Should().Be("100 = 65 remaining + 35 consumed");
    }

    [Fact]
    public async Task One_debit_may_burn_many_grants_and_each_is_recorded()
    {
        await Open();
        for (int i = 1; i <= 20; i++)
        {
            await Grant($"g{i:D2}", i);
        }

        // 1 + … + 13 = 91; the fourteenth gives the other 9 of 100.
        await Consume(100);
        Transaction row = await LastRow();
        row.Allocations.Should().HaveCount(14);
        row.Allocations.Select(a => a.Grant).Should().BeInAscendingOrder(StringComparer.Ordinal);
        row.Allocations[^1].Should().Be(new Allocation("g14", 9));
        (await Fate("g14")).Should().Be("14 = 5 remaining + 9 consumed");
    }
}
