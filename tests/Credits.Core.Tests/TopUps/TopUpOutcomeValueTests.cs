using Credits.TopUps;

namespace Credits.Tests.TopUps;

public class TopUpOutcomeValueTests
{
    [Fact]
    public void An_outcome_has_its_result_and_its_text()
    {
        (TopUpOutcome.Paid("pay-1").Result, TopUpOutcome.Paid("pay-1").Text, TopUpOutcome.Paid().Text).Should().Be((TopUpResult.Paid, "pay-1", null));
        (TopUpOutcome.Declined("no").Result, TopUpOutcome.Declined("no").Text, TopUpOutcome.Declined().Text).Should().Be((TopUpResult.Declined, "no", null));
        (TopUpOutcome.Pending.Result, TopUpOutcome.Pending.Text).Should().Be((TopUpResult.Pending, null));
        default(TopUpResult).Should().Be(TopUpResult.Pending, "what nobody said is not decided");
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\u0000b")]
    public void A_text_that_no_transaction_could_show_is_rejected(string text)
    {
        FluentActions.Invoking(() => TopUpOutcome.Paid(text)).Should().Throw<ArgumentException>().Which.ParamName.Should().Be("reference");
        FluentActions.Invoking(() => TopUpOutcome.Declined(text)).Should().Throw<ArgumentException>().Which.ParamName.Should().Be("reason");
    }
}
