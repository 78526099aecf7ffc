using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Mvc;

namespace TestStudio.Pages;

/// <summary>Signing in as one of the sample's people.</summary>
internal static class SignInPages
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/sign-in", (Delegate)Choose);
        endpoints.MapPost("/sign-in", SignInAsync);
        endpoints.MapPost("/sign-out", SignOutAsync);
    }

    private static IResult Choose(HttpContext context)
    {
        string? back = context.Request.Query["ReturnUrl"];
        return StudioPage.Show(context, "Who are you?", Html.Of(
            $"""
            <form method="post" action="{context.Request.PathBase.Add("/sign-in")}">
            {StudioPage.Token(context)}<input type="hidden" name="back" value="{back}">
            <ul class="people">
            {Html.Join(People.All.Select(static p => Html.Of($"""<li><button name="person" value="{p.Id}">{p.Name}</button> {p.Description}</li>""")))}
            </ul></form>
            """));
    }

    private static async Task<IResult> SignInAsync(HttpContext context, [FromForm] string person, [FromForm] string? back)
    {
        if (People.Find(person) is not { } found)
        {
            return Results.BadRequest("There is no such person.");
        }

        ClaimsIdentity identity = new([new(ClaimTypes.NameIdentifier, found.Id), new(ClaimTypes.Name, found.Name)], CookieAuthenticationDefaults.AuthenticationScheme);
        if (found.Bills)
        {
            identity.AddClaim(new(PeopleAccess.BillingClaim, "yes"));
        }

        await context.SignInAsync(new(identity));
        return Results.LocalRedirect(IsLocal(back) ? back! : context.Request.PathBase.Add("/").Value!);
    }

    private static async Task<IResult> SignOutAsync(HttpContext context, [FromForm] IFormCollection form)
    {
        _ = form; // Read, so that the antiforgery token in it is asked for.
        await context.SignOutAsync();
        return Results.LocalRedirect(context.Request.PathBase.Add("/").Value!);
    }

    private static bool IsLocal(string? address) =>
        address is ['/', ..] && !address.StartsWith("//", StringComparison.Ordinal) && !address.Contains('\\', StringComparison.Ordinal);
}
