using System.Text.Json;
using Microsoft.Playwright;

namespace Credits.Dashboard.Tests.Browsing;

/// <summary>Asks axe-core what somebody could not see, read or reach.</summary>
internal static class Accessibility
{
    private static readonly string File = Path.Combine(AppContext.BaseDirectory, "axe.min.js");

    public static async Task ShouldHoldAsync(IPage page)
    {
        if (!System.IO.File.Exists(File))
        {
            throw new InvalidOperationException("axe-core is missing: run 'npm ci' in tests/Credits.Dashboard.Tests and build again; tests/run.sh does so.");
        }

        // Evaluated by the debugger, so that the page's own policy need not let it in.
        await page.EvaluateAsync(await System.IO.File.ReadAllTextAsync(File) + "\n;undefined");
        JsonElement result = await page.EvaluateAsync<JsonElement>("() => axe.run(document, { resultTypes: ['violations'] })");
        string[] violations =
        [
            .. result.GetProperty("violations").EnumerateArray().SelectMany(static v => v.GetProperty("nodes").EnumerateArray().Select(n =>
                $"{v.GetProperty("id").GetString()}: {n.GetProperty("html").GetString()} {n.GetProperty("failureSummary").GetString()}")),
        ];
        violations.Should().BeEmpty();
    }
}
