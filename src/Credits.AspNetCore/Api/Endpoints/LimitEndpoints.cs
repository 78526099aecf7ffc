using Credits.AspNetCore.Api.Models;
using Credits.AspNetCore.Api.Queries;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Credits.AspNetCore.Api.Endpoints;

/// <summary>What stops and what warns: limits and alerts.</summary>
internal static class LimitEndpoints
{
    public static void Map(RouteGroupBuilder administrators)
    {
        administrators.MapGet("/limits", LimitsAsync).Reads<LimitsAnswer>("Limits", "The limits, and where usage stands against each");
        administrators.MapPut("/limits", SetLimitsAsync).Writes<LimitsBody>("SetLimits", "Replaces the whole list of limits");
        administrators.MapGet("/alerts", AlertsAsync).Reads<AlertsAnswer>("Alerts", "The alerts about the balance and expiring grants");
        administrators.MapPut("/alerts", SetAlertsAsync).Writes<AlertsBody>("SetAlerts", "Replaces the alerts");
    }

    private static async Task<IResult> LimitsAsync(HttpContext context, [AsParameters] WalletPath path)
    {
        WalletCall call = WalletCall.Of(context);
        return WalletCall.Answer(
            await call.Admin.GetLimitsAsync(call.Wallet, call.Actor, call.Aborted).ConfigureAwait(false), LimitsAnswer.Of, ApiJson.Default.LimitsAnswer);
    }

    private static async Task<IResult> SetLimitsAsync(HttpContext context, [AsParameters] WalletPath path)
    {
        WalletCall call = WalletCall.Of(context);
        LimitsBody body = await call.ReadAsync(ApiJson.Default.LimitsBody).ConfigureAwait(false);
        IReadOnlyList<LimitBody?> limits = body.Limits ?? throw WalletCall.Missing("limits");
        LimitPolicy[] policies = [.. limits.Select(static (limit, i) => (limit ?? throw WalletCall.Missing($"limits[{i}]")).ToPolicy(i))];
        return call.Written(
            await call.Admin.SetLimitsAsync(call.Wallet, policies, call.Actor, call.Operation, call.Aborted).ConfigureAwait(false),
            static (answer, _) => answer);
    }

    private static async Task<IResult> AlertsAsync(HttpContext context, [AsParameters] WalletPath path)
    {
        WalletCall call = WalletCall.Of(context);
        return WalletCall.Answer(
            await call.Admin.GetAlertsAsync(call.Wallet, call.Actor, call.Aborted).ConfigureAwait(false), AlertsAnswer.Of, ApiJson.Default.AlertsAnswer);
    }

    private static async Task<IResult> SetAlertsAsync(HttpContext context, [AsParameters] WalletPath path)
    {
        WalletCall call = WalletCall.Of(context);
        AlertsBody body = await call.ReadAsync(ApiJson.Default.AlertsBody).ConfigureAwait(false);
        AlertSettings alerts = new() { LowBalance = body.LowBalance ?? [], ExpiringLead = body.ExpiringLead };
        return call.Written(
            await call.Admin.SetAlertsAsync(call.Wallet, alerts, call.Actor, call.Operation, call.Aborted).ConfigureAwait(false),
            static (answer, _) => answer);
    }
}
