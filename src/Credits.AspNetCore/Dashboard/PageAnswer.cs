using System.Text.Encodings.Web;
using System.Text.Json;
using Credits.AspNetCore.Access;
using Microsoft.AspNetCore.Http;

namespace Credits.AspNetCore.Dashboard;

/// <summary>
/// A page. Scripts and styles come from this host alone, and nothing is written into the page but settings in an attribute, so that no
/// name or reason can become markup.
/// </summary>
internal sealed class PageAnswer(PageSettings settings, int status = StatusCodes.Status200OK) : IResult, IStatusCodeHttpResult
{
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    public int? StatusCode => status;

    public Task ExecuteAsync(HttpContext httpContext)
    {
        SecurityHeaders.ApplyToPage(httpContext, ContentSecurityPolicy);
        httpContext.Response.StatusCode = status;
        httpContext.Response.ContentType = "text/html; charset=utf-8";
        HtmlEncoder html = HtmlEncoder.Default;
        string assets = html.Encode($"{settings.Dashboard}/assets/{DashboardAssets.Embedded.Version}");
        return httpContext.Response.WriteAsync(
            $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
              <meta charset="utf-8">
              <title>{html.Encode(settings.Title)}</title>
              <meta name="viewport" content="width=device-width, initial-scale=1">
              <meta name="color-scheme" content="light dark">
              <link rel="icon" href="{assets}/icon.svg" type="image/svg+xml">
              <link rel="stylesheet" href="{assets}/vendor/uPlot.min.css">
              <link rel="stylesheet" href="{assets}/dashboard.css">
              <script src="{assets}/theme.js"></script>
              <script type="module" src="{assets}/app.js"></script>
            </head>
            <body data-settings="{html.Encode(JsonSerializer.Serialize(settings, PageSettingsJson.Default.PageSettings))}">
              <noscript>This page needs JavaScript.</noscript>
            </body>
            </html>

            """,
            httpContext.RequestAborted);
    }
}
