using Credits.AspNetCore.Api;
using Credits.AspNetCore.Problems;
using Microsoft.AspNetCore.Http;

namespace Credits.AspNetCore.Access;

/// <summary>
/// Lets a request at a wallet only when the principal is somebody in it. Nothing else about the request is looked at before, so that
/// a wallet of others answers like one that does not exist, whatever is asked of it.
/// </summary>
internal sealed class WalletFilter(Standing standing) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        HttpContext http = context.HttpContext;
        if (!WalletRoute.TryRead(http, out WalletId wallet)
            || await CreditsRequest.FindActorAsync(http, wallet).ConfigureAwait(false) is not { } actor)
        {
            return new ProblemAnswer(ProblemCatalog.WalletNotFound());
        }

        if (standing != Standing.Member && actor.Role == ActorRole.Member)
        {
            return new ProblemAnswer(ProblemCatalog.NotAnAdministrator());
        }

        if (standing == Standing.Billing && !await CreditsRequest.MayBillAsync(http, actor).ConfigureAwait(false))
        {
            return new ProblemAnswer(ProblemCatalog.NotBilling());
        }

        if (!HttpMethods.IsGet(http.Request.Method) && !await Antiforgery.IsSatisfiedAsync(http).ConfigureAwait(false))
        {
            return new ProblemAnswer(ProblemCatalog.AntiforgeryTokenInvalid());
        }

        http.Features.Set(new WalletCall(http, wallet, actor));
        return await next(context).ConfigureAwait(false);
    }
}
