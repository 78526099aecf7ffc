using Credits.Dashboard.Tests.Browsing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Playwright;
using TestStudio;

namespace Credits.Dashboard.Tests;

/// <summary>The sample web host as somebody tries it: sign in, spend, look.</summary>
[Collection(DashboardTests.Name)]
public sealed class SampleTests(DashboardFixture fixture)
{
    [Fact]
    public async Task Ada_spends_with_three_features_and_Grace_sees_it_on_the_dashboard()
    {
        string folder = Directory.CreateTempSubdirectory("test-studio-").FullName;
        try
        {
            await using (WebApplication studio = Studio.Build(
                ["--urls", "http://127.0.0.1:0", "--contentRoot", Artifacts.Sample, "--environment", "Production", "--Logging:LogLevel:Default", "Error",
                    "--ConnectionStrings:Credits", $"Data Source={Path.Combine(folder, "credits.db")}"]))
            {
                await Studio.OpenWalletsAsync(studio.Services);
                await Studio.OpenWalletsAsync(studio.Services); // A second start opens nothing twice.
                await studio.StartAsync();
                string address = studio.Urls.Single();

                foreach (Look look in Look.All)
                {
                    await using Visit visit = await Visit.BeginAsync(fixture.Browser, address, "", look);
                    await visit.OpenAsync("/");
                    await LookAsync(visit, "sample-sign-in", look);
                    await visit.Button("Ada").ClickAsync();
                    await visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Features" }).WaitForAsync();
                    await LookAsync(visit, "sample-features", look);
                }

                await using (Visit ada = await Visit.BeginAsync(fixture.Browser, address, ""))
                {
                    await ada.OpenAsync("/");
                    await ada.Button("Ada").ClickAsync();
                    await UseAsync(ada, "Compare", "Charged 2 credits; 5498 are left.");
                    await UseAsync(ada, "Generate", "Charged 30 credits");
                    await UseAsync(ada, "Ask", "Charged ");
                    await ada.Page.GetByRole(AriaRole.Link, new() { Name = "Credits of acme" }).ClickAsync();
                    await ada.SettleAsync();
                    await Assertions.Expect(ada.Page.Locator("main")).ToContainTextAsync("Test-case generator");
                    ada.ShouldBeClean();
                }

                await using Visit grace = await Visit.BeginAsync(fixture.Browser, address, "");
                await grace.OpenAsync("/credits/wallets/acme/transactions");
                await grace.Button("Grace").ClickAsync();
                await grace.SettleAsync();
                await Assertions.Expect(grace.Page.Locator("main")).ToContainTextAsync("Visual comparison");
                await Assertions.Expect(grace.Page.Locator("main")).ToContainTextAsync("Ada");
                grace.ShouldBeClean();
                grace.MayBeRefused = true;
                await grace.OpenAsync("/credits/wallets/globex/overview");
                await Assertions.Expect(grace.Page.Locator("h1")).ToHaveTextAsync("Not found");
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task UseAsync(Visit visit, string button, string said)
    {
        await visit.Button(button).ClickAsync();
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Status)).ToContainTextAsync(said);
        await visit.Page.GetByText("Back to the features").ClickAsync();
    }

    private static async Task LookAsync(Visit visit, string name, Look look)
    {
        await visit.Page.ScreenshotAsync(new() { Path = Path.Combine(Artifacts.Screenshots, $"{name}-{look.Name}.png"), FullPage = true });
        await Accessibility.ShouldHoldAsync(visit.Page);
        visit.ShouldBeClean();
    }
}
