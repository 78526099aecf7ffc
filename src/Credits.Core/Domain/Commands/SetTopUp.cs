using System.Globalization;

namespace Credits.Domain;

internal sealed record SetTopUp(Actor Actor, TopUpSettings? Settings) : Command(Actor)
{
    public override string Name => "set_top_up";

    public override void WriteContent(ContentWriter content)
    {
        if (Settings is not { } settings)
        {
            return;
        }

        content.Field("below", (CreditAmount?)settings.Threshold);
        content.Field("amount", settings.Amount);
        content.Field("target", settings.Target);
        content.Field("maxPerDay", settings.MaxPerDay.ToString(CultureInfo.InvariantCulture));
        content.Field("maxCreditsPerMonth", settings.MaxCreditsPerMonth);
        content.Field("coolDown", (NodaTime.Duration?)settings.CoolDown);
        content.Field("maxFailures", settings.MaxFailures.ToString(CultureInfo.InvariantCulture));
        content.Field("askAgainAfter", (NodaTime.Duration?)settings.AskAgainAfter);
    }
}
