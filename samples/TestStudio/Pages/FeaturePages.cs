using Credits;
using Credits.AspNetCore;
using Microsoft.AspNetCore.Mvc;
using TestStudio.Features;

namespace TestStudio.Pages;

/// <summary>The product: three forms, each of which spends credits of the organisation it is used for.</summary>
internal static class FeaturePages
{
    public static void Map(RouteGroupBuilder group)
    {
        group.MapGet("/", (Delegate)Home);
        group.MapGet("/upgrade/{organisation}", (HttpContext context, string organisation) => StudioPage.Show(context, "Upgrade", Html.Of(
            $"<p>Here {organisation} would choose a plan and pay. In this sample, sign in as Bill and record a purchase on the dashboard.</p>")));
        group.MapPost("/organisations/{organisation}/visual-comparison", CompareAsync);
        group.MapPost("/organisations/{organisation}/test-cases", GenerateAsync);
        group.MapPost("/organisations/{organisation}/assistant", AskAsync);
    }

    private static IResult Home(HttpContext context)
    {
        IEnumerable<string> organisations = PeopleAccess.PersonOf(context.User)?.Roles.Keys ?? [];
        return StudioPage.Show(context, "Features", Html.Join(organisations.Select(o => FormsOf(context, o))));
    }

    /// <summary>Every form carries the id of the operation it stands for: sent twice, it is charged once.</summary>
    private static Html FormsOf(HttpContext context, string organisation)
    {
        string at = context.Request.PathBase.Add($"/organisations/{organisation}");
        return Html.Of(
            $"""
            <section><h2>{organisation}</h2>
            <p><a href="{context.Request.PathBase.Add($"/credits/wallets/{organisation}")}">Credits of {organisation}</a></p>
            <div class="features">
            <form method="post" action="{at}/visual-comparison"><h3>Visual comparison</h3>{Hidden(context)}
              <label>Width in pixels <input name="width" type="number" min="1" max="20000" value="1280" required></label>
              <label>Height in pixels <input name="height" type="number" min="1" max="20000" value="720" required></label>
              <label>Elements on the page <input name="elements" type="number" min="0" max="100000" value="120" required></label>
              <button>Compare</button></form>
            <form method="post" action="{at}/test-cases"><h3>Test-case generator</h3>{Hidden(context)}
              <label>What is tested <input name="subject" value="The sign-in form" maxlength="200" required></label>
              <label>At most <input name="most" type="number" min="1" max="50" value="{TestCases.DefaultCount}" required></label>
              <button>Generate</button></form>
            <form method="post" action="{at}/assistant"><h3>Assistant</h3>{Hidden(context)}
              <label>Question <textarea name="question" maxlength="4000" required>How do I test a shopping cart?</textarea></label>
              <button>Ask</button></form>
            </div></section>
            """);
    }

    private static Html Hidden(HttpContext context) =>
        Html.Of($"""{StudioPage.Token(context)}<input type="hidden" name="operation" value="form-{Guid.NewGuid()}">""");

    private static Task<IResult> CompareAsync(
        HttpContext context,
        string organisation,
        [FromForm] int width,
        [FromForm] int height,
        [FromForm] int elements,
        [FromForm] string operation,
        VisualComparison comparison) =>
        RunAsync(context, organisation, "Visual comparison", (wallet, by) => comparison.RunAsync(wallet, by, width, height, elements, operation));

    private static Task<IResult> GenerateAsync(
        HttpContext context, string organisation, [FromForm] string subject, [FromForm] int most, [FromForm] string operation, TestCases generator) =>
        RunAsync(context, organisation, "Test cases", (wallet, by) => generator.RunAsync(wallet, by, subject, most, operation));

    private static Task<IResult> AskAsync(
        HttpContext context, string organisation, [FromForm] string question, [FromForm] string operation, Assistant assistant) =>
        RunAsync(context, organisation, "Assistant", (wallet, by) => assistant.RunAsync(wallet, by, question, operation));

    private static async Task<IResult> RunAsync(HttpContext context, string organisation, string title, Func<WalletId, Actor, Task<FeatureResult>> run)
    {
        ICreditsAccess access = context.RequestServices.GetRequiredService<ICreditsAccess>();
        if (await access.FindActorAsync(context.User, organisation, context.RequestAborted) is not { } by)
        {
            return StudioPage.Show(context, "Not found", Html.Of($"<p>There is no such organisation.</p>"), StatusCodes.Status404NotFound);
        }

        FeatureResult result;
        try
        {
            result = await run(organisation, by);
        }
        catch (InvalidFieldException invalid)
        {
            return StudioPage.Show(context, title, Html.Of($"""<p role="alert">{invalid.Message}</p>"""), StatusCodes.Status400BadRequest);
        }

        Html back = Html.Of($"""<p><a href="{context.Request.PathBase.Add("/")}">Back to the features</a></p>""");
        return result.Refusal is { } refusal
            ? StudioPage.Show(context, title, Html.Of($"""<p role="alert">{refusal.Message}</p>{back}"""), StatusCodes.Status402PaymentRequired)
            : StudioPage.Show(context, title, Html.Of(
                $"""
                <p role="status">Charged {result.Charged} credits; {result.Available} are left.</p>
                <ul>{Html.Join(result.Lines.Select(static l => Html.Of($"<li>{l}</li>")))}</ul>{back}
                """));
    }
}
