using Credits.AspNetCore.Api.Models;
using Credits.AspNetCore.Api.Queries;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Credits.AspNetCore.Api.Endpoints;

/// <summary>Credits held for work under way.</summary>
internal static class ReservationEndpoints
{
    public static void Map(RouteGroupBuilder administrators)
    {
        administrators.MapGet("/reservations", ReservationsAsync).Reads<ReservationsAnswer>("Reservations", "The open reservations, the next to expire first");
        administrators.MapPost("/reservations/release", ReleaseAsync).Writes<ReleaseBody>("Release", "Gives back what an open reservation holds");
    }

    private static async Task<IResult> ReservationsAsync(HttpContext context, [AsParameters] ListQuery query)
    {
        WalletCall call = WalletCall.Of(context);
        return WalletCall.Answer(
            await call.Admin.GetReservationsAsync(call.Wallet, call.Actor, call.Aborted).ConfigureAwait(false),
            all => new ReservationsAnswer([.. query.Part(all).Select(ReservationAnswer.Of)], all.Count),
            ApiJson.Default.ReservationsAnswer);
    }

    private static async Task<IResult> ReleaseAsync(HttpContext context, [AsParameters] WalletPath path)
    {
        WalletCall call = WalletCall.Of(context);
        ReleaseBody body = await call.ReadAsync(ApiJson.Default.ReleaseBody).ConfigureAwait(false);
        string reservation = WalletCall.Require(body.Reservation, "reservation");
        return call.Written(
            await call.Credits.ReleaseAsync(call.Wallet, reservation, call.Actor, call.Operation, call.Aborted).ConfigureAwait(false),
            static (answer, receipt) => answer with { Returned = receipt.Returned.ToString() });
    }
}
