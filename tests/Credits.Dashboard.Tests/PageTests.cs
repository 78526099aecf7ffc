using System.Text.RegularExpressions;
using Credits.Dashboard.Tests.Browsing;
using Microsoft.Playwright;

namespace Credits.Dashboard.Tests;

/// <summary>Every page, in light and dark, on a desktop and a phone.</summary>
[Collection(DashboardTests.Name)]
public sealed class PageTests(DashboardFixture fixture)
{
    private static readonly (string Name, string Who, string Path, string Heading)[] Pages =
    [
        ("choose", "bill", "/credits", "Wallets"),
        ("overview", "grace", "/credits/wallets/acme/overview", "Overview"),
        ("transactions", "bill", "/credits/wallets/acme/transactions", "Transactions"),
        ("usage", "grace", "/credits/wallets/acme/usage", "Usage"),
        ("limits", "grace", "/credits/wallets/acme/limits", "Limits"),
        ("grants", "bill", "/credits/wallets/acme/grants", "Grants and plan"),
        ("me", "ada", "/credits/wallets/acme/me", "My usage"),
        ("forbidden", "ada", "/credits/wallets/acme/overview", "Not for members"),
        ("missing", "grace", "/credits/wallets/others/overview", "Not found"),
    ];

    public static TheoryData<string, Look> PagesAndLooks
    {
        get
        {
            TheoryData<string, Look> data = [];
            foreach ((string name, _, _, _) in Pages)
            {
                foreach (Look look in Look.All)
                {
                    data.Add(name, look);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(PagesAndLooks), DisableDiscoveryEnumeration = true)]
    public async Task A_page_is_whole_accessible_and_fits_the_screen(string name, Look look)
    {
        (_, string who, string path, string heading) = Pages.Single(p => p.Name == name);
        await using Visit visit = await fixture.VisitAsync(who, look);
        visit.MayBeRefused = name is "forbidden" or "missing";
        await visit.OpenAsync(path);

        await Assertions.Expect(visit.Page.Locator("h1")).ToHaveTextAsync(heading);
        if (name == "transactions")
        {
            await visit.Page.Locator("button[aria-expanded]").Nth(3).ClickAsync();
            await visit.Page.Locator(".explanation").WaitForAsync();
        }

        if (name is "overview" or "usage" or "me")
        {
            await visit.Page.Locator(".plot canvas").First.WaitForAsync();
        }

        await visit.Page.ScreenshotAsync(new() { Path = Path.Combine(Artifacts.Screenshots, $"{name}-{look.Name}.png"), FullPage = true });
        await Accessibility.ShouldHoldAsync(visit.Page);
        (await visit.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth"))
            .Should().BeLessThanOrEqualTo(0, "the page does not scroll sideways");
        visit.ShouldBeClean();
    }

    [Theory]
    [InlineData("grants", "Grant credits …")]
    [InlineData("grants", "Record a purchase …")]
    [InlineData("grants", "Change the plan …")]
    [InlineData("grants", "Cancel the plan …")]
    public async Task A_dialog_is_accessible_in_every_look(string page, string opener)
    {
        foreach (Look look in Look.All)
        {
            await using Visit visit = await fixture.OpenAsync("bill", $"/credits/wallets/acme/{page}", look);
            await visit.Button(opener).ClickAsync();
            await visit.Page.Locator("dialog[open]").WaitForAsync();
            string file = $"dialog-{opener.TrimEnd(' ', '…').Replace(' ', '-')}-{look.Name}.png";
            await visit.Page.ScreenshotAsync(new() { Path = Path.Combine(Artifacts.Screenshots, file) });
            await Accessibility.ShouldHoldAsync(visit.Page);
            visit.ShouldBeClean();
        }
    }

    /// <summary>Whether the chart has a dot of a colour. A copy is read: the browser warns of pictures that are drawn and read in turns.</summary>
    private const string IsInThePicture =
        """
        (colour) => {
          const chart = document.querySelector(".plot canvas");
          if (!chart) return false;
          const copy = new OffscreenCanvas(chart.width, chart.height).getContext("2d", { willReadFrequently: true });
          copy.drawImage(chart, 0, 0);
          const dots = copy.getImageData(0, 0, chart.width, chart.height).data;
          for (let i = 0; i < dots.length; i += 4) if (colour.every((part, at) => dots[i + at] === part) && dots[i + 3] === 255) return true;
          return false;
        }
        """;

    [Fact]
    public async Task The_theme_button_goes_from_the_system_to_light_to_dark_and_is_remembered()
    {
        await using Visit visit = await fixture.OpenAsync("grace", "/credits/wallets/acme/overview");
        ILocator body = visit.Page.Locator("body");
        await visit.Page.WaitForFunctionAsync(IsInThePicture, new[] { 42, 99, 212 });
        await visit.Button("Colours: system").ClickAsync();
        await visit.Button("Colours: light").ClickAsync();
        await Assertions.Expect(body).ToHaveCSSAsync("background-color", "rgb(16, 21, 29)");
        await visit.Page.WaitForFunctionAsync(IsInThePicture, new[] { 122, 168, 255 });
        await visit.Page.ReloadAsync();
        await visit.SettleAsync();
        await Assertions.Expect(body).ToHaveCSSAsync("background-color", "rgb(16, 21, 29)");
        await visit.Button("Colours: dark").ClickAsync();
        await Assertions.Expect(body).ToHaveCSSAsync("background-color", "rgb(244, 246, 249)");
        visit.ShouldBeClean();
    }

    [Fact]
    public async Task The_overview_shows_the_librarys_own_figures()
    {
        await using Visit visit = await fixture.OpenAsync("grace", "/credits/wallets/acme/overview");
        WalletBalance balance = (await fixture.Host.Admin.GetBalanceAsync("acme", Actor.System)).GetValueOrThrow();
        ILocator main = visit.Page.Locator("main");
        await Assertions.Expect(main).ToContainTextAsync(decimal.Parse(balance.Available.ToString(), System.Globalization.CultureInfo.InvariantCulture)
            .ToString("#,##0.######", System.Globalization.CultureInfo.InvariantCulture));
        await Assertions.Expect(main).ToContainTextAsync("1 Mar 2026, 00:00");
        await Assertions.Expect(visit.Page.Locator("footer")).ToContainTextAsync("Europe/Berlin");
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Link, new() { Name = "Upgrade / buy credits" })).ToHaveAttributeAsync("href", "/buy?for=acme");
        await Assertions.Expect(visit.Page.Locator(".legend")).ToContainTextAsync("Soft limit (3,750 used)");
        await visit.Page.GetByText("Show as a table").ClickAsync();
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Rowheader, new() { Name = "20 Feb 2026" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_member_sees_his_own_usage_his_limit_and_no_other_page()
    {
        await using Visit visit = await fixture.OpenAsync("ada", "/credits/wallets/acme");
        await Assertions.Expect(visit.Page.Locator("h1")).ToHaveTextAsync("My usage");
        await Assertions.Expect(visit.Page.Locator("nav a")).ToHaveCountAsync(1);
        await Assertions.Expect(visit.Page.GetByText("Left for you: each-member")).ToBeVisibleAsync();
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Table, new() { Name = "Usage against limits" }).Locator("tbody tr")).ToHaveTextAsync([new Regex("^each-member.*user ada")]);
        (await visit.Page.Locator("main").InnerTextAsync()).Should().NotContain("bob").And.NotContain("Upgrade");
        visit.ShouldBeClean();
    }
}
