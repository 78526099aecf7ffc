using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Credits.AspNetCore.Access;

/// <summary>
/// Keeps other sites' pages from writing with a visitor's credentials. What a browser adds by itself (cookies, passwords and tickets it
/// remembers, certificates) proves nothing about the page that asks, so such requests bring a token; a caller who sends a bearer token
/// and nothing of the kind has proved it already.
/// </summary>
internal static class Antiforgery
{
    private static readonly string[] SentByBrowsers = ["Basic", "Digest", "Negotiate", "NTLM", "Kerberos"];

    public static async ValueTask<bool> IsSatisfiedAsync(HttpContext context) =>
        !IsNeeded(context)
        || await context.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context).ConfigureAwait(false);

    private static bool IsNeeded(HttpContext context)
    {
        IHeaderDictionary headers = context.Request.Headers;
        return context.User.Identity?.IsAuthenticated != true
            || !StringValues.IsNullOrEmpty(headers[HeaderNames.Cookie])
            || context.Connection.ClientCertificate is not null
            || headers.Authorization.Any(static value => Array.Exists(
                SentByBrowsers, scheme => value?.StartsWith(scheme, StringComparison.OrdinalIgnoreCase) == true));
    }
}
