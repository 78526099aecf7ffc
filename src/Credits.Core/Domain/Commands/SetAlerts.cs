namespace Credits.Domain;

internal sealed record SetAlerts(Actor Actor, AlertSettings Alerts) : Command(Actor)
{
    public override string Name => "set_alerts";

    public override void WriteContent(ContentWriter content)
    {
        foreach (LimitThreshold threshold in Alerts.LowBalance)
        {
            content.Field("lowBalance", threshold.ToString());
        }

        content.Field("expiringLead", Alerts.ExpiringLead);
    }
}
