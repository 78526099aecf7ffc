using Credits.AspNetCore.Access;
using Credits.AspNetCore.Api.Models;
using Credits.AspNetCore.Api.Queries;
using Credits.Notifications;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Credits.AspNetCore.Api.Endpoints;

/// <summary>Notices that did not reach anybody.</summary>
internal static class NoticeEndpoints
{
    public static void Map(RouteGroupBuilder administrators)
    {
        administrators.MapGet("/notices", NoticesAsync).Reads<NoticesAnswer>("Notices", "The notices that could not be delivered and wait for somebody to resend them");
        administrators.MapPost("/notices/resend", ResendAsync).Takes<ResendBody, ResendAnswer>("ResendNotices", "Has such notices delivered again");
    }

    private static async Task<IResult> NoticesAsync(HttpContext context, [AsParameters] ListQuery query)
    {
        WalletCall call = WalletCall.Of(context);

        // The words of the host's own failures may name its servers, which is no business of its customers'.
        bool tellsReasons = await CreditsRequest.MayBillAsync(context, call.Actor).ConfigureAwait(false);
        return WalletCall.Answer(
            await call.Admin.GetParkedNoticesAsync(call.Wallet, call.Actor, call.Aborted).ConfigureAwait(false),
            (IReadOnlyList<ParkedNotice> all) => new NoticesAnswer([.. query.Part(all).Select(p => NoticeAnswer.Of(p, tellsReasons))], all.Count),
            ApiJson.Default.NoticesAnswer);
    }

    private static async Task<IResult> ResendAsync(HttpContext context, [AsParameters] WalletPath path)
    {
        WalletCall call = WalletCall.Of(context);
        ResendBody body = await call.ReadAsync(ApiJson.Default.ResendBody).ConfigureAwait(false);
        return WalletCall.Answer(
            await call.Admin.ResendNoticesAsync(call.Wallet, call.Actor, body.Number, body.Channel, call.Aborted).ConfigureAwait(false),
            static resent => new ResendAnswer(resent),
            ApiJson.Default.ResendAnswer);
    }
}
