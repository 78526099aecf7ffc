using System.Globalization;

namespace Credits.Domain;

internal sealed record SetLimits(Actor Actor, IReadOnlyList<LimitPolicy> Limits) : Command(Actor)
{
    public override string Name => "set_limits";

    public override void WriteContent(ContentWriter content)
    {
        content.Field("limits", Limits.Count.ToString(CultureInfo.InvariantCulture));
        foreach (LimitPolicy policy in Limits)
        {
            content.Field("id", policy.Id);
            content.Field("user", policy.User);
            content.Field("feature", policy.Feature);
            content.Field("window", policy.Window == LimitWindow.Month ? null : WireNames.Of(policy.Window));
            foreach (LimitThreshold soft in policy.Soft)
            {
                content.Field("soft", soft.ToString());
            }

            content.Field("hard", policy.Hard?.ToString());
            content.Field("purchasesRaise", policy.PurchasesRaise?.ToString());
        }
    }
}
