using Credits.Dashboard.Tests.Browsing;
using Microsoft.Playwright;

namespace Credits.Dashboard.Tests;

/// <summary>Filters, pages, the file, and explanations.</summary>
[Collection(DashboardTests.Name)]
public sealed class TransactionPageTests(DashboardFixture fixture)
{
    [Fact]
    public async Task Filters_narrow_the_rows_and_the_file_alike()
    {
        await using Visit visit = await fixture.OpenAsync("grace", "/credits/wallets/acme/transactions");
        await visit.Field("From").FillAsync("2026-01-10");
        await visit.Field("To (inclusive)").FillAsync("2026-01-11");
        await visit.Field("Feature").SelectOptionAsync("Assistant");
        await visit.Field("User id").FillAsync("ada");
        await visit.Button("Apply").ClickAsync();
        await Assertions.Expect(visit.Page.GetByText("2 transactions shown")).ToBeVisibleAsync();

        Task<IDownload> download = visit.Page.WaitForDownloadAsync();
        await visit.Page.GetByText("Download as CSV").ClickAsync();
        await using Stream file = await (await download).CreateReadStreamAsync();
        using StreamReader reader = new(file);
        string[] lines = (await reader.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Should().HaveCount(3, "two rows and their head");
        lines[1].Should().Contain("assistant").And.Contain("Ada");

        await visit.Button("Clear").ClickAsync();
        await Assertions.Expect(visit.Page.GetByText("50 transactions shown")).ToBeVisibleAsync();
        await visit.Field("Kind").SelectOptionAsync("Refunded");
        await visit.Button("Apply").ClickAsync();
        await Assertions.Expect(visit.Page.GetByText("1 transactions shown")).ToBeVisibleAsync();
        visit.ShouldBeClean();
    }

    [Fact]
    public async Task Pages_are_turned_there_and_back()
    {
        await using Visit visit = await fixture.OpenAsync("grace", "/credits/wallets/acme/transactions");
        ILocator first = visit.Page.Locator("tbody th").First;
        string newest = await visit.Page.Locator("button[aria-expanded]").First.GetAttributeAsync("aria-label") ?? "";
        await Assertions.Expect(visit.Button("Newer")).ToBeDisabledAsync();
        await visit.Button("Older").ClickAsync();
        await Assertions.Expect(visit.Page.GetByText("Page 2")).ToBeVisibleAsync();
        await Assertions.Expect(visit.Button(newest)).ToHaveCountAsync(0);
        await visit.Button("Newer").ClickAsync();
        await Assertions.Expect(visit.Button(newest)).ToBeVisibleAsync();
        await Assertions.Expect(first).ToBeVisibleAsync();
        visit.ShouldBeClean();
    }

    [Fact]
    public async Task A_row_opens_to_its_grants_its_price_and_the_limits_that_counted_it()
    {
        await using Visit visit = await fixture.OpenAsync("grace", "/credits/wallets/acme/transactions");
        await visit.Field("Feature").SelectOptionAsync("Test-case generator");
        await visit.Field("Kind").SelectOptionAsync("Consumed");
        await visit.Button("Apply").ClickAsync();
        ILocator toggle = visit.Page.Locator("button[aria-expanded]").First;
        await toggle.FocusAsync();
        await visit.Page.Keyboard.PressAsync("Enter");
        ILocator explanation = visit.Page.Locator(".explanation");
        await Assertions.Expect(explanation).ToContainTextAsync("10 a unit");
        await Assertions.Expect(explanation).ToContainTextAsync("plan-");
        await Assertions.Expect(explanation).ToContainTextAsync("each-member");
        await Assertions.Expect(toggle).ToHaveAttributeAsync("aria-expanded", "true");
        await visit.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(explanation).ToBeHiddenAsync();
        visit.ShouldBeClean();
    }
}
