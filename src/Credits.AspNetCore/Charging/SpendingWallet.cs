using Credits.AspNetCore.Access;
using Microsoft.AspNetCore.Http;

namespace Credits.AspNetCore.Charging;

/// <summary>The wallet that a request spends from.</summary>
internal static class SpendingWallet
{
    public static async ValueTask<WalletId?> FindAsync(HttpContext context)
    {
        if (CreditsRequest.OptionsOf(context).SpendingWallet is { } ask)
        {
            return ask(context);
        }

        if (context.Request.RouteValues.ContainsKey(WalletRoute.Parameter))
        {
            return WalletRoute.TryRead(context, out WalletId named) ? named : default(WalletId?);
        }

        // Of several, which one is for the host to say.
        return await CreditsRequest.ListWalletsAsync(context).ConfigureAwait(false) is [var only] ? only : default(WalletId?);
    }
}
