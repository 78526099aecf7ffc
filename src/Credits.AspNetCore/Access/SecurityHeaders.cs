using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Credits.AspNetCore.Access;

/// <summary>What every answer tells browsers and caches.</summary>
internal static class SecurityHeaders
{
    /// <summary>Everything from this host, nothing written into the page, and no frame around it.</summary>
    public const string DefaultContentSecurityPolicy = "default-src 'self'; object-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

    /// <summary>For an answer that is no page.</summary>
    public static void Apply(HttpContext context)
    {
        IHeaderDictionary headers = context.Response.Headers;
        headers.CacheControl = "no-store";
        headers.XContentTypeOptions = "nosniff";
    }

    /// <summary>For a page.</summary>
    public static void ApplyToPage(HttpContext context, string contentSecurityPolicy = DefaultContentSecurityPolicy)
    {
        Apply(context);
        IHeaderDictionary headers = context.Response.Headers;
        headers.ContentSecurityPolicy = contentSecurityPolicy;
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers[HeaderNames.Vary] = "Cookie";
    }
}
