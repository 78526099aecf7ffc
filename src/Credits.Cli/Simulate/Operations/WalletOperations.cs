using NodaTime;

namespace Credits.Cli.Simulate.Operations;

/// <summary>Opening and setting up wallets, and letting time pass.</summary>
internal static class WalletOperations
{
    public static readonly OperationKind Open = new("open", [FieldName.Plan, FieldName.Zone], static async (commands, head) =>
    {
        string? plan = commands.Fields.Identifier(FieldName.Plan);
        string? zone = commands.Fields.Text(FieldName.Zone);
        if (zone is not null && !DateTimeZoneProviders.Tzdb.Ids.Contains(zone))
        {
            commands.Fields.Fail(FieldName.Zone);
        }

        if (!commands.IsInvalid(head))
        {
            commands.Answers.Write(head, await commands.Admin.OpenWalletAsync(head.Wallet, head.By, plan, zone, head.Operation), static (_, _) => { });
        }
    });

    public static readonly OperationKind SetLimits = new("set_limits", [FieldName.Limits], static async (commands, head) =>
    {
        IReadOnlyList<LimitPolicy> limits = commands.Fields.Limits();
        if (!commands.IsInvalid(head))
        {
            commands.Answers.Write(head, await commands.Admin.SetLimitsAsync(head.Wallet, limits, head.By, head.Operation), static (_, _) => { });
        }
    });

    public static readonly OperationKind SetAlerts = new("set_alerts", [FieldName.LowBalance, FieldName.ExpiringLead], static async (commands, head) =>
    {
        AlertSettings alerts = commands.Fields.Alerts();
        if (!commands.IsInvalid(head))
        {
            commands.Answers.Write(head, await commands.Admin.SetAlertsAsync(head.Wallet, alerts, head.By, head.Operation), static (_, _) => { });
        }
    });

    public static readonly OperationKind Advance = new(
        "advance",
        [],
        static async (commands, head) =>
        {
            if (!commands.IsInvalid(head))
            {
                await commands.Maintenance.AdvanceDueAsync();
                commands.Answers.WriteDone(head);
            }
        },
        hasWallet: false,
        writes: false);
}
