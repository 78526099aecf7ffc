using Credits.AspNetCore.Api.Models;
using Credits.AspNetCore.Api.Queries;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Credits.AspNetCore.Api.Endpoints;

/// <summary>The limits that count what the caller uses himself; those of others and of the whole wallet stay with its administrators.</summary>
internal static class OwnLimitsEndpoint
{
    public static void Map(RouteGroupBuilder anybody) =>
        anybody.MapGet("/me/limits", OwnLimitsAsync).Reads<OwnLimitsAnswer>("OwnLimits", "Where the caller's own usage stands against the limits of users");

    private static async Task<IResult> OwnLimitsAsync(HttpContext context, [AsParameters] WalletPath path)
    {
        WalletCall call = WalletCall.Of(context);
        return WalletCall.Answer(
            await call.Credits.GetOwnLimitsAsync(call.Wallet, call.Actor, call.Aborted).ConfigureAwait(false),
            (IReadOnlyList<OwnLimit> limits) => OwnLimitsAnswer.Of(call.Actor, limits),
            ApiJson.Default.OwnLimitsAnswer);
    }
}
