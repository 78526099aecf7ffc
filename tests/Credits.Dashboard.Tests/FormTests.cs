using Credits.Dashboard.Tests.Browsing;
using Microsoft.Playwright;
using NodaTime;

namespace Credits.Dashboard.Tests;

/// <summary>Every form, and that what it says was done is what the library did.</summary>
[Collection(DashboardTests.Name)]
public sealed class FormTests(DashboardFixture fixture)
{
    private static readonly Actor Ada = Actor.Member("ada", "Ada");

    [Fact]
    public async Task Limits_are_added_filled_with_the_recommendation_saved_changed_and_removed()
    {
        WalletId wallet = await fixture.Host.OpenAsync();
        await using Visit visit = await fixture.OpenAsync("grace", $"/credits/wallets/{wallet}/limits");
        await Assertions.Expect(visit.Page.Locator("main")).ToContainTextAsync("70–80 % of the plan (3,500 to 4,000 credits) and a hard limit at 90 % (4,500 credits)");
        await visit.Button("Fill in the recommendation").ClickAsync();
        await visit.Button("Add a limit").ClickAsync();
        ILocator second = visit.Page.Locator("fieldset").Nth(1);
        await second.GetByLabel("Name").FillAsync("ada");
        await second.GetByLabel("User", new() { Exact = true }).SelectOptionAsync("one: id below");
        await second.GetByLabel("User id").FillAsync("ada");
        await second.GetByLabel("Feature").SelectOptionAsync("Assistant");
        await second.GetByLabel("Window").SelectOptionAsync("Day");
        await second.GetByLabel("Hard limit").FillAsync("12.5");
        await visit.Button("Save limits").ClickAsync();
        await visit.ShouldSayAsync("The limits are set.");

        LimitPolicy[] set = [.. (await fixture.Host.Admin.GetLimitsAsync(wallet, Actor.System)).GetValueOrThrow().Select(s => s.Policy)];
        set.Should().HaveCount(2);
        set[0].Should().BeEquivalentTo(
            new LimitPolicy("plan") { Window = LimitWindow.Period, Soft = [LimitThreshold.Percent(75)], Hard = LimitThreshold.Percent(90) }, o => o.ComparingByMembers<LimitPolicy>());
        (set[1].Id, set[1].User, set[1].Feature, set[1].Window, set[1].Hard.ToString()).Should().Be(("ada", "ada", "assistant", LimitWindow.Day, "12.5"));

        await visit.Button("Remove plan").ClickAsync();
        await visit.Button("Save limits").ClickAsync();
        await Assertions.Expect(visit.Page.Locator("fieldset")).ToHaveCountAsync(1);
        await Assertions.Expect(visit.Page.Locator("table")).ToContainTextAsync("user ada × feature assistant");
        visit.ShouldBeClean();
    }

    [Fact]
    public async Task What_is_wrong_with_a_limit_is_said_beside_its_field_which_gets_the_focus()
    {
        WalletId wallet = await fixture.Host.OpenAsync();
        await using Visit visit = await fixture.OpenAsync("grace", $"/credits/wallets/{wallet}/limits");
        await visit.Button("Add a limit").ClickAsync();
        await visit.Button("Save limits").ClickAsync();
        await Assertions.Expect(visit.Field("Name *")).ToBeFocusedAsync();
        await visit.Field("Name *").FillAsync("x");
        await visit.Field("Soft limits").FillAsync("a lot");
        await visit.Button("Save limits").ClickAsync();
        ILocator soft = visit.Field("Soft limits");
        await Assertions.Expect(soft).ToBeFocusedAsync();
        await Assertions.Expect(soft).ToHaveAttributeAsync("aria-invalid", "true");
        await Accessibility.ShouldHoldAsync(visit.Page);
        await soft.FillAsync("");
        await visit.Button("Save limits").ClickAsync();
        await Assertions.Expect(visit.Page.GetByText("Set a soft or a hard limit.")).ToBeVisibleAsync();
        (await fixture.Host.Admin.GetLimitsAsync(wallet, Actor.System)).GetValueOrThrow().Should().BeEmpty();
        visit.ShouldBeClean();
    }

    [Fact]
    public async Task Alerts_are_set()
    {
        WalletId wallet = await fixture.Host.OpenAsync();
        await using Visit visit = await fixture.OpenAsync("grace", $"/credits/wallets/{wallet}/limits");
        await visit.Field("Low balance at").FillAsync("100, 10 %");
        await visit.Field("Days before credits expire").FillAsync("7");
        await visit.Button("Save alerts").ClickAsync();
        await visit.ShouldSayAsync("The alerts are set.");
        AlertSettings alerts = (await fixture.Host.Admin.GetAlertsAsync(wallet, Actor.System)).GetValueOrThrow();
        alerts.LowBalance.Select(t => t.ToString()).Should().Equal("100", "10%");
        alerts.ExpiringLead.Should().Be(Duration.FromDays(7));
        visit.ShouldBeClean();
    }

    [Fact]
    public async Task Credits_are_granted_bought_and_voided()
    {
        WalletId wallet = await fixture.Host.OpenAsync();
        await using Visit visit = await fixture.OpenAsync("bill", $"/credits/wallets/{wallet}/grants");
        await visit.Button("Grant credits …").ClickAsync();
        await visit.Field("Credits *").FillAsync("0.1");
        await visit.Field("Kind").SelectOptionAsync("Promotional");
        await visit.Field("Expires on").FillAsync("2026-06-01");
        await visit.Field("Note").FillAsync("Sorry");
        await visit.Button("Grant").ClickAsync();
        await visit.ShouldSayAsync("Granted as ");

        await visit.Button("Record a purchase …").ClickAsync();
        await visit.Field("Credits *").FillAsync("1000000.000001");
        await visit.Field("Priority").FillAsync("5");
        await visit.Button("Record the purchase").ClickAsync();
        await visit.ShouldSayAsync("The purchase is recorded as ");

        CreditGrant[] grants = [.. (await fixture.Host.Admin.GetGrantsAsync(wallet, Actor.System)).GetValueOrThrow()];
        CreditGrant bought = grants.Single(g => g.Kind == GrantKind.Purchased);
        (bought.Amount.ToString(), bought.Priority, bought.BurnPlace).Should().Be(("1000000.000001", 5, 1));
        CreditGrant given = grants.Single(g => g.Kind == GrantKind.Promotional);
        (given.Amount.ToString(), given.Note, given.ExpiresAt).Should().Be(("0.1", "Sorry", Instant.FromUtc(2026, 5, 31, 22, 0)), "the first of June begins in Berlin then");

        await visit.Button($"Void {bought.Id}").ClickAsync();
        await visit.Field("Credits").FillAsync("999999.5");
        await visit.Field("Reason *").FillAsync("A typing mistake");
        await visit.Button("Void credits").ClickAsync();
        await visit.ShouldSayAsync("999,999.5 credits were voided.");
        (await fixture.Host.Admin.GetGrantsAsync(wallet, Actor.System)).GetValueOrThrow().Single(g => g.Id == bought.Id).Remaining.ToString().Should().Be("0.500001");
        visit.ShouldBeClean();
    }

    [Fact]
    public async Task A_refusal_is_shown_in_the_dialog_and_the_form_can_be_corrected()
    {
        WalletId wallet = await fixture.Host.OpenAsync();
        await using Visit visit = await fixture.OpenAsync("bill", $"/credits/wallets/{wallet}/grants");
        visit.MayBeRefused = true;
        await visit.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Void plan-") }).ClickAsync();
        await visit.Field("Credits").FillAsync("0");
        await visit.Button("Void credits").ClickAsync();
        await Assertions.Expect(visit.Field("Credits")).ToBeFocusedAsync();
        await visit.Field("Credits").FillAsync("6000");
        await visit.Field("Reason *").FillAsync("Too much");
        await visit.Button("Void credits").ClickAsync();
        await Assertions.Expect(visit.Page.Locator("dialog [role=alert]")).Not.ToBeEmptyAsync();
        await Accessibility.ShouldHoldAsync(visit.Page);
        await visit.Field("Credits").FillAsync("60");
        await visit.Button("Void credits").ClickAsync();
        await visit.ShouldSayAsync("60 credits were voided.");
        visit.ShouldBeClean();
    }

    [Fact]
    public async Task An_answer_that_never_came_is_asked_for_again_with_the_same_key_and_happens_once()
    {
        WalletId wallet = await fixture.Host.OpenAsync();
        await using Visit visit = await fixture.OpenAsync("bill", $"/credits/wallets/{wallet}/grants");
        visit.MayBeRefused = true;
        bool lost = false;
        await visit.Page.RouteAsync("**/purchases", async route =>
        {
            if (lost)
            {
                await route.ContinueAsync();
                return;
            }

            lost = true;
            await route.FetchAsync(); // The server does it, and its answer is lost.
            await route.AbortAsync();
        });
        await visit.Button("Record a purchase …").ClickAsync();
        await visit.Field("Credits *").FillAsync("100");
        await visit.Button("Record the purchase").ClickAsync();
        await Assertions.Expect(visit.Page.Locator("dialog [role=alert]")).ToContainTextAsync("trying again is safe");
        await visit.Button("Record the purchase").ClickAsync();
        await visit.ShouldSayAsync("The purchase is recorded as ");
        (await fixture.Host.Admin.GetGrantsAsync(wallet, Actor.System)).GetValueOrThrow().Count(g => g.Kind == GrantKind.Purchased).Should().Be(1);
    }

    [Fact]
    public async Task A_charge_is_refunded_from_its_explanation()
    {
        WalletId wallet = await fixture.Host.OpenAsync();
        (await fixture.Host.Credits.ConsumeAsync(wallet, "test-cases", Ada, 5)).GetValueOrThrow();
        await using Visit visit = await fixture.OpenAsync("bill", $"/credits/wallets/{wallet}/transactions");
        await visit.Button("Explain transaction 2").ClickAsync();
        await Assertions.Expect(visit.Page.Locator(".explanation")).ToContainTextAsync("10 a unit");
        await visit.Button("Refund …").ClickAsync();
        await visit.Field("Credits").FillAsync("20");
        await visit.Field("Reason *").FillAsync("It failed");
        await visit.Button("Refund").ClickAsync();
        await visit.ShouldSayAsync("20 credits were given back.");
        (await fixture.Host.Admin.GetBalanceAsync(wallet, Actor.System)).GetValueOrThrow().Available.ToString().Should().Be("4970");
        visit.ShouldBeClean();
    }

    [Fact]
    public async Task A_reservation_is_released()
    {
        WalletId wallet = await fixture.Host.OpenAsync();
        (await fixture.Host.Credits.ReserveAsync(wallet, "test-cases", Ada, 4, "held")).GetValueOrThrow().Detach();
        await using Visit visit = await fixture.OpenAsync("grace", $"/credits/wallets/{wallet}/grants");
        await visit.Button("Release held").ClickAsync();
        await visit.Button("Release").ClickAsync();
        await visit.ShouldSayAsync("40 credits came back.");
        await Assertions.Expect(visit.Page.GetByText("Nothing is reserved.")).ToBeVisibleAsync();
        visit.ShouldBeClean();
    }

    [Fact]
    public async Task The_plan_is_changed_and_cancelled()
    {
        WalletId wallet = await fixture.Host.OpenAsync();
        await using Visit visit = await fixture.OpenAsync("bill", $"/credits/wallets/{wallet}/grants");
        await visit.Button("Change the plan …").ClickAsync();
        await visit.Page.Locator("dialog select[name=plan]").SelectOptionAsync(new SelectOptionValue { Value = "business" });
        await visit.Button("Change the plan").ClickAsync();
        await visit.ShouldSayAsync("The plan changes with effect from ");
        (await fixture.Host.Admin.GetBalanceAsync(wallet, Actor.System)).GetValueOrThrow().Plan.Should().Be("business");
        await visit.Button("Cancel the plan …").ClickAsync();
        await visit.Field("When").SelectOptionAsync(new SelectOptionValue { Value = "now" });
        await visit.Button("Cancel the plan").ClickAsync();
        await visit.ShouldSayAsync("The plan ends at ");
        (await fixture.Host.Admin.GetBalanceAsync(wallet, Actor.System)).GetValueOrThrow().Plan.Should().BeNull();
        visit.ShouldBeClean();
    }

    [Fact]
    public async Task An_administrator_who_does_no_billing_sees_none_of_its_forms()
    {
        await using Visit visit = await fixture.OpenAsync("grace", "/credits/wallets/acme/grants");
        await Assertions.Expect(visit.Button("Grant credits …")).ToHaveCountAsync(0);
        await Assertions.Expect(visit.Page.GetByText("are for those who do the billing")).ToBeVisibleAsync();
        await visit.OpenAsync("/credits/wallets/acme/transactions");
        await visit.Page.Locator("button[aria-expanded]").Nth(3).ClickAsync();
        await visit.Page.Locator(".explanation").WaitForAsync();
        await Assertions.Expect(visit.Button("Refund …")).ToHaveCountAsync(0);
        visit.ShouldBeClean();
    }
}
