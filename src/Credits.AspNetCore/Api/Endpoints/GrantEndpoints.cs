using Credits.AspNetCore.Api.Models;
using Credits.AspNetCore.Api.Queries;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Credits.AspNetCore.Api.Endpoints;

/// <summary>Where credits come from, and how they are taken and given back.</summary>
internal static class GrantEndpoints
{
    public static void Map(RouteGroupBuilder administrators, RouteGroupBuilder billing)
    {
        administrators.MapGet("/grants", GrantsAsync).Reads<GrantsAnswer>("Grants", "The grants: those to burn first in burn order, then the scheduled, then the ended");
        billing.MapPost("/grants", GrantAsync).Writes<GrantBody>("Grant", "Grants credits");
        billing.MapPost("/purchases", PurchaseAsync).Writes<PurchaseBody>("Purchase", "Adds credits that were bought");
        billing.MapPost("/voids", VoidAsync).Writes<VoidBody>("Void", "Takes remaining credits of a grant back");
        billing.MapPost("/refunds", RefundAsync).Writes<RefundBody>("Refund", "Gives back what a consume or a capture took, or part of it");
    }

    private static async Task<IResult> GrantsAsync(HttpContext context, [AsParameters] GrantQuery query)
    {
        WalletCall call = WalletCall.Of(context);
        GrantState? state = query.State.AsName<GrantState>("state");
        return WalletCall.Answer(
            await call.Admin.GetGrantsAsync(call.Wallet, call.Actor, call.Aborted).ConfigureAwait(false),
            all =>
            {
                List<CreditGrant> asked = [.. all.Where(g => state is null || g.State == state)];
                return new GrantsAnswer([.. query.Part(asked).Select(GrantAnswer.Of)], asked.Count);
            },
            ApiJson.Default.GrantsAnswer);
    }

    private static async Task<IResult> GrantAsync(HttpContext context, [AsParameters] WalletPath path)
    {
        WalletCall call = WalletCall.Of(context);
        GrantBody body = await call.ReadAsync(ApiJson.Default.GrantBody).ConfigureAwait(false);
        return call.Written(
            await call.Admin.GrantAsync(call.Wallet, body.ToRequest(), call.Actor, call.Operation, call.Aborted).ConfigureAwait(false),
            static (answer, receipt) => answer with { Grant = receipt.Grant });
    }

    private static async Task<IResult> PurchaseAsync(HttpContext context, [AsParameters] WalletPath path)
    {
        WalletCall call = WalletCall.Of(context);
        PurchaseBody body = await call.ReadAsync(ApiJson.Default.PurchaseBody).ConfigureAwait(false);
        return call.Written(
            await call.Admin.PurchaseAsync(call.Wallet, body.ToRequest(), call.Actor, call.Operation, call.Aborted).ConfigureAwait(false),
            static (answer, receipt) => answer with { Grant = receipt.Grant });
    }

    private static async Task<IResult> VoidAsync(HttpContext context, [AsParameters] WalletPath path)
    {
        WalletCall call = WalletCall.Of(context);
        VoidBody body = await call.ReadAsync(ApiJson.Default.VoidBody).ConfigureAwait(false);
        string grant = WalletCall.Require(body.Grant, "grant");
        string reason = WalletCall.Require(body.Reason, "reason");
        return call.Written(
            await call.Admin.VoidAsync(call.Wallet, grant, reason, call.Actor, body.Amount, call.Operation, call.Aborted).ConfigureAwait(false),
            static (answer, receipt) => answer with { Amount = receipt.Amount.ToString() });
    }

    private static async Task<IResult> RefundAsync(HttpContext context, [AsParameters] WalletPath path)
    {
        WalletCall call = WalletCall.Of(context);
        RefundBody body = await call.ReadAsync(ApiJson.Default.RefundBody).ConfigureAwait(false);
        string target = WalletCall.Require(body.Target, "target");
        string reason = WalletCall.Require(body.Reason, "reason");
        return call.Written(
            await call.Admin.RefundAsync(call.Wallet, target, reason, call.Actor, body.Amount, call.Operation, call.Aborted).ConfigureAwait(false),
            static (answer, receipt) => answer with { Amount = receipt.Amount.ToString() });
    }
}
