using Credits.Dashboard.Tests.Browsing;
using Microsoft.Playwright;

namespace Credits.Dashboard.Tests;

/// <summary>Everything can be reached and used without a pointer.</summary>
[Collection(DashboardTests.Name)]
public sealed class KeyboardTests(DashboardFixture fixture)
{
    [Theory]
    [InlineData("bill", "overview")]
    [InlineData("bill", "usage")]
    [InlineData("bill", "limits")]
    [InlineData("bill", "grants")]
    [InlineData("ada", "me")]
    public async Task Every_control_is_reached_by_the_tab_key_and_shows_that_it_is(string who, string page)
    {
        await using Visit visit = await fixture.OpenAsync(who, $"/credits/wallets/acme/{page}");
        int controls = await visit.Page.EvaluateAsync<int>(
            """
            () => [...document.querySelectorAll("a[href], button:not(:disabled), input, select, textarea, summary")]
                .filter((one) => one.checkVisibility()).map((one) => (one.dataset.wanted = "yes")).length
            """);
        controls.Should().BeGreaterThan(2);
        HashSet<string> unseen = [];
        for (int i = 0; i < controls * 3; i++)
        {
            await visit.Page.Keyboard.PressAsync("Tab");
            string? invisible = await visit.Page.EvaluateAsync<string?>(
                """
                () => {
                  const one = document.activeElement;
                  delete one.dataset.wanted;
                  return one === document.body || getComputedStyle(one).outlineStyle !== "none" ? null : one.outerHTML;
                }
                """);
            if (invisible is not null)
            {
                unseen.Add(invisible);
            }

            if (await visit.Page.Locator("[data-wanted]").CountAsync() == 0)
            {
                break;
            }
        }

        (await visit.Page.Locator("[data-wanted]").EvaluateAllAsync<string[]>("all => all.map(one => one.outerHTML)")).Should().BeEmpty();
        unseen.Should().BeEmpty();
    }

    [Fact]
    public async Task The_first_tab_leads_past_the_navigation()
    {
        await using Visit visit = await fixture.OpenAsync("grace", "/credits/wallets/acme/overview");
        await visit.Page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(visit.Page.GetByText("Skip to the content")).ToBeFocusedAsync();
        await visit.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(visit.Page.Locator("main")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task A_dialog_keeps_the_focus_and_gives_it_back_on_escape()
    {
        await using Visit visit = await fixture.OpenAsync("bill", "/credits/wallets/acme/grants");
        await visit.Button("Record a purchase …").FocusAsync();
        await visit.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(visit.Field("Credits *")).ToBeFocusedAsync();
        for (int i = 0; i < 12; i++)
        {
            await visit.Page.Keyboard.PressAsync("Tab");
            (await visit.Page.EvaluateAsync<bool>("() => document.activeElement === document.body || !!document.activeElement.closest('dialog')")).Should().BeTrue();
        }

        await visit.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(visit.Button("Record a purchase …")).ToBeFocusedAsync();
        visit.ShouldBeClean();
    }
}
