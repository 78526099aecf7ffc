using Credits.AspNetCore.Api.Models;
using Credits.AspNetCore.Api.Queries;
using Credits.Pricing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Credits.AspNetCore.Api.Endpoints;

/// <summary>The wallet's subscription.</summary>
internal static class PlanEndpoints
{
    public static void Map(RouteGroupBuilder administrators, RouteGroupBuilder billing)
    {
        administrators.MapGet("/plan", PlanAsync).Reads<PlanAnswer>("Plan", "The plan, its next reset, and what is left of the period's allowance");
        billing.MapPost("/plan/change", ChangeAsync).Writes<PlanChangeBody>("ChangePlan", "Changes the plan, or begins one");
        billing.MapPost("/plan/cancel", CancelAsync).Writes<PlanCancelBody>("CancelPlan", "Ends the subscription");
    }

    private static async Task<IResult> PlanAsync(HttpContext context, [AsParameters] WalletPath path, [FromServices] CreditCatalog catalog)
    {
        WalletCall call = WalletCall.Of(context);
        CreditResult<WalletBalance> balance = await call.Admin.GetBalanceAsync(call.Wallet, call.Actor, cancellationToken: call.Aborted).ConfigureAwait(false);
        if (balance.Refusal is { } refusal)
        {
            return refusal.ToProblemResult();
        }

        WalletBalance held = balance.Value;
        return WalletCall.Answer(
            await call.Admin.GetGrantsAsync(call.Wallet, call.Actor, call.Aborted).ConfigureAwait(false),
            grants => PlanAnswer.Of(held, held.Plan is { } plan ? catalog.FindPlan(plan) : null, grants),
            ApiJson.Default.PlanAnswer);
    }

    private static async Task<IResult> ChangeAsync(HttpContext context, [AsParameters] WalletPath path)
    {
        WalletCall call = WalletCall.Of(context);
        PlanChangeBody body = await call.ReadAsync(ApiJson.Default.PlanChangeBody).ConfigureAwait(false);
        string plan = WalletCall.Require(body.Plan, "plan");
        PlanChangeTiming when = body.When is null ? PlanChangeTiming.Auto : WalletCall.Name<PlanChangeTiming>(body.When, "when");
        return call.Written(
            await call.Admin.ChangePlanAsync(call.Wallet, plan, call.Actor, when, call.Operation, call.Aborted).ConfigureAwait(false),
            static (answer, receipt) => answer with { Effective = WireText.Of(receipt.Effective) });
    }

    private static async Task<IResult> CancelAsync(HttpContext context, [AsParameters] WalletPath path)
    {
        WalletCall call = WalletCall.Of(context);
        PlanCancelBody body = await call.ReadAsync(ApiJson.Default.PlanCancelBody).ConfigureAwait(false);
        PlanCancelTiming when = body.When is null ? PlanCancelTiming.PeriodEnd : WalletCall.Name<PlanCancelTiming>(body.When, "when");
        return call.Written(
            await call.Admin.CancelPlanAsync(call.Wallet, call.Actor, when, call.Operation, call.Aborted).ConfigureAwait(false),
            static (answer, receipt) => answer with { Effective = WireText.Of(receipt.Effective) });
    }
}
