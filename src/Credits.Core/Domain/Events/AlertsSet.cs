using Credits.Journal;

namespace Credits.Domain;

internal sealed class AlertsSet(AlertSettings alerts) : JournalEvent
{
    public AlertSettings Alerts { get; } = alerts;

    public override void Apply(Wallet wallet, JournalEntry entry) => wallet.SetAlerts(Alerts, entry.At);
}
