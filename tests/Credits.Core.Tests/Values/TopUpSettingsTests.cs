using NodaTime;

namespace Credits.Tests.Values;

public class TopUpSettingsTests
{
    private static readonly TopUpSettings Usual = TopUpSettings.Buy(500, below: 200);

    [Fact]
    public void The_defaults_are_careful()
    {
        (Usual.MaxPerDay, Usual.MaxCreditsPerMonth, Usual.CoolDown, Usual.MaxFailures, Usual.AskAgainAfter)
            .Should().Be((1, null, Duration.FromMinutes(5), 3, Duration.FromMinutes(15)));
        (Usual.Threshold, Usual.Amount, Usual.Target).Should().Be((200, 500, null));
        TopUpSettings upTo = TopUpSettings.BuyUpTo(500, below: 200);
        (upTo.Threshold, upTo.Amount, upTo.Target).Should().Be((200, null, 500));
    }

    [Fact]
    public void What_can_never_be_right_is_rejected_with_field_and_value()
    {
        Rejected(() => TopUpSettings.Buy(0, below: 200), "amount", "0");
        Rejected(() => TopUpSettings.Buy(500, below: 0), "below", "0");
        Rejected(() => TopUpSettings.BuyUpTo(200, below: 200), "target", "200");
        Rejected(() => TopUpSettings.BuyUpTo(200, below: -1), "below", "-1");
        Rejected(() => Usual with { MaxPerDay = 0 }, "maxPerDay", "0");
        Rejected(() => Usual with { MaxCreditsPerMonth = 499.999999m }, "maxCreditsPerMonth", "499.999999");
        Rejected(() => TopUpSettings.BuyUpTo(500, below: 200) with { MaxCreditsPerMonth = 499 }, "maxCreditsPerMonth", "499");
        Rejected(() => Usual with { CoolDown = -Duration.Epsilon }, "coolDown", "-0:00:00:00.000000001");
        Rejected(() => Usual with { CoolDown = Duration.Epsilon }, "coolDown", "0:00:00:00.000000001");
        Rejected(() => Usual with { MaxFailures = 0 }, "maxFailures", "0");
        Rejected(() => Usual with { AskAgainAfter = Duration.FromSeconds(59) }, "askAgainAfter", "0:00:00:59");
        Rejected(() => Usual with { AskAgainAfter = Duration.FromHours(25) }, "askAgainAfter", "1:01:00:00");
        (Usual with { MaxCreditsPerMonth = 500, CoolDown = Duration.Zero, AskAgainAfter = Duration.FromDays(1) }).MaxCreditsPerMonth.Should().Be((CreditAmount)500);
    }

    private static void Rejected(Func<TopUpSettings> make, string field, string value)
    {
        InvalidFieldException rejection = make.Should().Throw<InvalidFieldException>().Which;
        (rejection.ParamName, rejection.Value).Should().Be((field, value));
    }
}
