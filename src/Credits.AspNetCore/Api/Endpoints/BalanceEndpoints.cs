using Credits.AspNetCore.Api.Models;
using Credits.AspNetCore.Api.Queries;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NodaTime;

namespace Credits.AspNetCore.Api.Endpoints;

/// <summary>What a wallet holds.</summary>
internal static class BalanceEndpoints
{
    public static void Map(RouteGroupBuilder anybody, RouteGroupBuilder administrators)
    {
        anybody.MapGet("/me", OwnAsync).Reads<OwnAnswer>("Own", "What is left for the caller, what he used himself, and what limits leave him");
        administrators.MapGet("/balance", BalanceAsync).Reads<BalanceAnswer>("Balance", "What the wallet holds, now or at a past instant");
    }

    private static async Task<IResult> OwnAsync(HttpContext context, [AsParameters] TimeQuery query)
    {
        WalletCall call = WalletCall.Of(context);
        (Instant from, Instant? to) = query.Range(call.Now);
        CreditResult<IReadOnlyList<UsageSum>> usage =
            await call.Credits.GetOwnUsageAsync(call.Wallet, call.Actor, UsageGrouping.Feature, from, to, call.Aborted).ConfigureAwait(false);
        if (!usage.TryGetValue(out IReadOnlyList<UsageSum>? sums))
        {
            return usage.Refusal!.ToProblemResult();
        }

        CreditResult<IReadOnlyList<OwnLimit>> limits = await call.Credits.GetOwnLimitsAsync(call.Wallet, call.Actor, call.Aborted).ConfigureAwait(false);
        WalletTotals totals = limits.Totals ?? default;
        return WalletCall.Answer(
            limits,
            (IReadOnlyList<OwnLimit> own) => new OwnAnswer(
                call.Wallet.Value,
                ActorAnswer.Of(call.Actor),
                totals.Available.ToString(),
                totals.Reserved.ToString(),
                WireText.Of(from),
                to is { } end ? WireText.Of(end) : null,
                UsageSumAnswer.Of(sums),
                [.. own.Select(OwnLimitAnswer.Of)]),
            ApiJson.Default.OwnAnswer);
    }

    private static async Task<IResult> BalanceAsync(HttpContext context, [AsParameters] BalanceQuery query)
    {
        WalletCall call = WalletCall.Of(context);
        return WalletCall.Answer(
            await call.Admin.GetBalanceAsync(call.Wallet, call.Actor, query.AsOf.AsInstant("asOf"), call.Aborted).ConfigureAwait(false),
            BalanceAnswer.Of,
            ApiJson.Default.BalanceAnswer);
    }
}
