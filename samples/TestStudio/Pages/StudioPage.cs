using Microsoft.AspNetCore.Antiforgery;

namespace TestStudio.Pages;

/// <summary>The frame around every page of the sample.</summary>
internal static class StudioPage
{
    public static IResult Show(HttpContext context, string title, Html content, int status = StatusCodes.Status200OK)
    {
        PathString at = context.Request.PathBase;
        Person? person = PeopleAccess.PersonOf(context.User);
        Html who = person is null ? default : Html.Of(
            $"""<form method="post" action="{at.Add("/sign-out")}">{Token(context)}<span>{person.Name}</span> <button>Sign out</button></form>""");
        Html page = Html.Of(
            $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
              <meta charset="utf-8">
              <title>{title} · Test Studio</title>
              <meta name="viewport" content="width=device-width, initial-scale=1">
              <meta name="color-scheme" content="light dark">
              <link rel="icon" href="data:,">
              <link rel="stylesheet" href="{at.Add("/studio.css")}">
            </head>
            <body>
            <header><a class="brand" href="{at.Add("/")}">Test Studio</a>{who}</header>
            <main><h1>{title}</h1>
            {content}</main>
            <footer><p>The AI of this sample is simulated: its answers are made up on this machine. The credits are real ones of the library.</p></footer>
            </body>
            </html>

            """);
        context.Response.Headers.ContentSecurityPolicy =
            "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
        return Results.Content(page.Markup, "text/html; charset=utf-8", statusCode: status);
    }

    public static Html Token(HttpContext context)
    {
        AntiforgeryTokenSet tokens = context.RequestServices.GetRequiredService<IAntiforgery>().GetAndStoreTokens(context);
        return Html.Of($"""<input type="hidden" name="{tokens.FormFieldName}" value="{tokens.RequestToken}">""");
    }
}
