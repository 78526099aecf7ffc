using Credits.Storage;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Credits.AspNetCore.Access;

/// <summary>Answers, about one request, who asks and what he may.</summary>
internal static class CreditsRequest
{
    /// <summary>As whom the request's principal acts in a wallet; null where nothing of it is his.</summary>
    public static ValueTask<Actor?> FindActorAsync(HttpContext context, WalletId wallet)
    {
        ICreditsAccess? access = context.RequestServices.GetService<ICreditsAccess>();
        return access is not null
            ? access.FindActorAsync(context.User, wallet, context.RequestAborted)
            : new(IsDevelopment(context) ? DevelopmentAccess.Developer : null);
    }

    /// <summary>The wallets that the request's principal may choose from.</summary>
    public static async ValueTask<IReadOnlyList<WalletId>> ListWalletsAsync(HttpContext context)
    {
        if (context.RequestServices.GetService<ICreditsAccess>() is { } access)
        {
            return await access.ListWalletsAsync(context.User, context.RequestAborted).ConfigureAwait(false);
        }

        return IsDevelopment(context)
            ? await new DevelopmentAccess(context.RequestServices.GetRequiredService<IStore>()).ListWalletsAsync(context.RequestAborted).ConfigureAwait(false)
            : [];
    }

    /// <summary>Whether an actor may also move credits that nobody used: grant, sell, void, refund, change the plan.</summary>
    public static async ValueTask<bool> MayBillAsync(HttpContext context, Actor actor)
    {
        if (actor.Role == ActorRole.System)
        {
            return true;
        }

        if (actor.Role != ActorRole.Admin || OptionsOf(context).BillingPolicy is not { } policy)
        {
            return false;
        }

        IAuthorizationService authorization = context.RequestServices.GetRequiredService<IAuthorizationService>();
        return (await authorization.AuthorizeAsync(context.User, context, policy).ConfigureAwait(false)).Succeeded;
    }

    public static CreditsWebOptions OptionsOf(HttpContext context) => context.RequestServices.GetRequiredService<IOptions<CreditsWebOptions>>().Value;

    private static bool IsDevelopment(HttpContext context) => context.RequestServices.GetRequiredService<IHostEnvironment>().IsDevelopment();
}
