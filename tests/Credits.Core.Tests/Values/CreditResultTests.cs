namespace Credits.Tests.Values;

/// <summary>A refusal is an expected answer: a value that can be asked, or made to throw.</summary>
public sealed class CreditResultTests : Scenario
{
    [Fact]
    public async Task An_accepted_result_gives_its_value_in_every_way()
    {
        await Open("free");
        CreditResult<Debit> result = await Credits.ConsumeAsync(Acme, "unit", Ada, 5, operation: "c");
        (result.IsAccepted, result.IsReplayed, result.Refusal).Should().Be((true, false, null));
        result.Value.Amount.Should().Be(5);
        result.GetValueOrThrow().Should().Be(result.Value);
        result.TryGetValue(out Debit debit).Should().BeTrue();
        debit.Should().Be(result.Value);
        result.ToString().Should().StartWith("accepted");
    }

    [Fact]
    public async Task A_refused_result_says_why_in_every_way()
    {
        await Open("free");
        CreditResult<Debit> result = await Credits.ConsumeAsync(Acme, "unit", Ada, 5_000);
        result.IsAccepted.Should().BeFalse();
        result.TryGetValue(out Debit debit).Should().BeFalse();
        debit.Should().Be(default(Debit));
        result.ToString().Should().Contain("insufficient_credits").And.Contain(result.Refusal!.Message);
        CreditsRefusedException thrown = result.Invoking(r => r.Value).Should().Throw<CreditsRefusedException>().Which;
        thrown.Refusal.Should().Be(result.Refusal);
        thrown.Message.Should().Contain("insufficient_credits");
    }

    [Fact]
    public void No_answer_is_neither_accepted_nor_refused()
    {
        CreditResult<Debit> none = default;
        none.IsAccepted.Should().BeFalse();
        none.TryGetValue(out _).Should().BeFalse();
        none.ToString().Should().Be("no answer");
        none.Invoking(r => r.Value).Should().Throw<InvalidOperationException>();
    }

    [Fact]
    public async Task A_replay_says_so()
    {
        await Open("free");
        await Consume(5, operation: "c");
        (await Consume(5, operation: "c")).ToString().Should().StartWith("replayed");
    }

    [Fact]
    public async Task A_refusals_sentence_has_the_numbers_involved()
    {
        await Open("free");
        await Limits(new LimitPolicy("monthly budget") { Hard = 100 });
        (await Refused(Consume(250))).Message.Should().Contain("monthly budget").And.Contain("100").And.Contain("250");
        await Limits();
        (await Refused(Consume(1_250))).Message.Should().Contain("1250").And.Contain("1000").And.Contain("250");
        await Reserve("r", 10);
        (await Refused(Capture("r", 11))).Message.Should().Contain("'r'").And.Contain("10").And.Contain("11");
        (await Refused(Void("complimentary-0000000001", 991))).Message.Should().Contain("complimentary-0000000001").And.Contain("990");
    }
}
