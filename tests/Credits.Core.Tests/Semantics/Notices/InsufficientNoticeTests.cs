namespace Credits.Tests.Semantics.Notices;

/// <summary>Section 8: credits_insufficient.</summary>
public sealed class InsufficientNoticeTests : Scenario
{
    [Fact]
    public async Task A_debit_refused_for_balance_is_insufficient()
    {
        await Open("free");
        await Refused(Consume(1_001), RefusalCode.InsufficientCredits);
        (await Told()).Should().Equal("credits_insufficient 1000 for 1001");
    }

    [Fact]
    public async Task A_refused_reserve_is_too()
    {
        await Open("free");
        await Refused(Reserve("r", 1_002), RefusalCode.InsufficientCredits);
        (await Told()).Should().Equal("credits_insufficient 1000 for 1002");
    }

    [Fact]
    public async Task Of_a_capture_the_extra_is_what_was_requested()
    {
        await Open("free");
        await Reserve("r", 900, "metered");
        await Refused(Capture("r", 1_050), RefusalCode.InsufficientCredits);
        (await Told()).Should().Equal("credits_insufficient 100 for 150");
    }

    [Fact]
    public async Task A_partial_debit_that_gets_nothing_is_insufficient_and_one_that_gets_some_is_not()
    {
        await Open("free");
        await Consume(1_500, partial: true);
        await Refused(Consume(7, partial: true), RefusalCode.InsufficientCredits);
        (await Told()).Should().Equal("credits_exhausted", "credits_insufficient 0 for 7");
    }

    [Fact]
    public async Task A_capture_that_partially_takes_nothing_is_not_refused_and_tells_nobody()
    {
        await Open("free");
        await Reserve("r", 1_000, "metered");
        await Capture("r", 1_050, partial: true);
        (await Told()).Should().Equal("credits_exhausted");
    }

    [Fact]
    public async Task Insufficient_once_until_a_grant_is_issued()
    {
        await Open("free");
        await Consume(500, operation: "c");
        await Refused(Consume(501), RefusalCode.InsufficientCredits);
        await Refused(Consume(600), RefusalCode.InsufficientCredits);
        await Refund("c", 1);
        await Refused(Consume(600), RefusalCode.InsufficientCredits);
        (await Told()).Should().HaveCount(1);
        await Grant("g", 1);
        await Refused(Consume(600), RefusalCode.InsufficientCredits);
        (await Told()).Should().Equal("credits_insufficient 500 for 501", "credits_insufficient 502 for 600");
    }

    [Fact]
    public async Task A_refusal_by_a_limit_is_not_insufficient()
    {
        await Open("free");
        await Limits(new LimitPolicy("org") { Hard = 10 });
        await Refused(Consume(1_001), RefusalCode.HardLimitReached);
        (await Told()).Should().Equal("hard_limit_reached org 10 at 0");
    }

    [Fact]
    public async Task Exhausted_and_insufficient_are_armed_apart()
    {
        await Open("free");
        await Refused(Consume(1_001), RefusalCode.InsufficientCredits);
        await Consume(1_000);
        (await Told()).Should().Equal("credits_insufficient 1000 for 1001", "credits_exhausted");
    }
}
