using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Credits.AspNetCore.Dashboard;

/// <summary>A script or style. Below its current address it never changes, so browsers need not ask again; below an old one they get the current file, and ask.</summary>
internal sealed class AssetAnswer(DashboardAsset asset, bool isCurrent) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        IHeaderDictionary headers = httpContext.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = isCurrent ? "private, max-age=31536000, immutable" : "private, no-cache";
        headers.ETag = asset.EntityTag;
        headers[HeaderNames.Vary] = "Cookie";
        if (httpContext.Request.Headers.IfNoneMatch.Any(tags => tags?.Contains(asset.EntityTag, StringComparison.Ordinal) == true))
        {
            httpContext.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        httpContext.Response.ContentType = asset.ContentType;
        httpContext.Response.ContentLength = asset.Content.Length;
        await httpContext.Response.Body.WriteAsync(asset.Content, httpContext.RequestAborted).ConfigureAwait(false);
    }
}
