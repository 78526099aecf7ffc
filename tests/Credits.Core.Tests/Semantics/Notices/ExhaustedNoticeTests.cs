using Credits.Pricing;

namespace Credits.Tests.Semantics.Notices;

/// <summary>Section 8: credits_exhausted.</summary>
public sealed class ExhaustedNoticeTests : Scenario
{
    [Fact]
    public async Task A_debit_that_leaves_0_available_exhausts()
    {
        await Open("free");
        await Consume(999.999999m);
        (await Told()).Should().BeEmpty();
        await Consume(0.000001m);
        (await Told()).Should().Equal("credits_exhausted");
    }

    [Theory]
    [InlineData("reserve")]
    [InlineData("overage")]
    [InlineData("partial")]
    public async Task So_do_a_reserve_an_overage_and_a_partial_debit(string how)
    {
        await Open("free");
        if (how == "reserve")
        {
            await Reserve("r", 1_000);
        }
        else if (how == "overage")
        {
            await Reserve("r", 600, "metered");
            await Capture("r", 1_000);
        }
        else
        {
            await Consume(1_500, partial: true);
        }

        (await Told()).Should().Equal("credits_exhausted");
    }

    [Fact]
    public async Task Once_until_a_grant_is_issued()
    {
        await Open("free");
        await Consume(1_000, operation: "c");
        await Refund("c", 10);
        await Consume(10);
        (await Told()).Should().HaveCount(1, "a refund issues nothing");
        await Purchase("p", 5);
        await Consume(5);
        (await Told()).Should().Equal("credits_exhausted", "credits_exhausted");
    }

    [Fact]
    public async Task A_reset_re_arms()
    {
        await Open("pro");
        await Consume(5_000);
        At("2026-02-01");
        await Consume(5_000);
        (await Told()).Should().Equal("credits_exhausted", "plan_reset pro", "credits_exhausted");
    }

    [Fact]
    public async Task A_scheduled_grant_re_arms_when_its_row_is_written_not_when_it_is_made()
    {
        await Open("free");
        await Consume(1_000, operation: "c");
        await Grant("g", 10, from: "2026-01-10");
        await Refund("c", 10);
        await Consume(10);
        (await Told()).Should().HaveCount(1);
        At("2026-01-10");
        await Consume(10);
        (await Told()).Should().HaveCount(2);
    }

    [Fact]
    public async Task A_reissued_return_re_arms()
    {
        Reissue(Days(7));
        await Open();
        await Grant("g", 10, until: "2026-01-06");
        await Consume(10, operation: "c");
        At("2026-01-07");
        await Refund("c");
        await Consume(10);
        (await Told()).Should().Equal("credits_exhausted", "credits_exhausted");
    }

    [Fact]
    public async Task A_replacement_of_0_has_no_row_and_does_not_re_arm()
    {
        Plans(new CreditPlan("small") { Allowance = 100 }, new CreditPlan("tiny") { Allowance = 50 });
        await Open("small");
        await Consume(100, operation: "c");
        await Change("tiny", PlanChangeTiming.Now);
        await Refund("c", 10);
        await Consume(10);
        (await Told()).Should().Equal("credits_exhausted");
    }

    [Fact]
    public async Task Voids_and_expiries_exhaust_nobody()
    {
        await Open();
        await Grant("g", 10, until: "2026-01-06");
        await Grant("h", 10);
        At("2026-01-06");
        await Void("h");
        (await Holds()).Should().Be("0");
        (await Told()).Should().BeEmpty();
    }

    [Fact]
    public async Task A_debit_of_0_that_leaves_0_available_notifies_too()
    {
        await Open();
        await Consume(1, "gratis");
        (await Told()).Should().Equal("credits_exhausted");
        await Consume(1, "gratis");
        (await Told()).Should().HaveCount(1);
    }
}
