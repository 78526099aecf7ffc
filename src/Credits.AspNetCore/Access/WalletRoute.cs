using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Credits.AspNetCore.Access;

/// <summary>The wallet that a request's path names.</summary>
internal static class WalletRoute
{
    public const string Parameter = "wallet";

    public static bool TryRead(HttpContext context, out WalletId wallet)
    {
        wallet = default;
        if (context.GetRouteValue(Parameter) is not string { Length: > 0 } text)
        {
            return false;
        }

        try
        {
            // Servers decode a path but for its slashes, lest they look like separators; here nothing is separated any more.
            wallet = new(text.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase));
            return true;
        }
        catch (InvalidFieldException)
        {
            return false;
        }
    }
}
