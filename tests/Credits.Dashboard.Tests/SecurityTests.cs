using System.Net;
using System.Text;
using Credits.Dashboard.Tests.Browsing;
using Credits.Dashboard.Tests.Host;
using Microsoft.Playwright;

namespace Credits.Dashboard.Tests;

/// <summary>Who gets what, and what cannot be smuggled in.</summary>
[Collection(DashboardTests.Name)]
public sealed class SecurityTests(DashboardFixture fixture)
{
    private static readonly HttpClient Client = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { Timeout = TimeSpan.FromMinutes(5) };

    [Theory]
    [InlineData("transactions")]
    [InlineData("grants")]
    [InlineData("usage")]
    public async Task Names_notes_and_reasons_with_markup_are_shown_as_text(string page)
    {
        await using Visit visit = await fixture.OpenAsync("mallory", $"/credits/wallets/acme/{page}");
        string shown = page == "usage" ? "mallory" : People.Markup;
        await Assertions.Expect(visit.Page.Locator("body")).ToContainTextAsync(shown);
        (await visit.Page.Locator(".who").InnerTextAsync()).Should().Contain("<img");
        (await visit.Page.EvaluateAsync<bool>("() => window.hacked === true || document.querySelectorAll('img').length > 0")).Should().BeFalse();
        visit.ShouldBeClean();
    }

    [Fact]
    public async Task A_wallet_with_an_odd_id_is_listed_and_opened_by_its_link()
    {
        const string Odd = "a/b & <b>c</b>";
        (await fixture.Host.Admin.OpenWalletAsync(Odd, Actor.System, "free")).GetValueOrThrow();
        await using Visit visit = await fixture.OpenAsync("grace", "/credits");
        await Assertions.Expect(visit.Page.GetByText("Upgrade / buy credits")).ToHaveCountAsync(0); // For which wallet?
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = Odd }).ClickAsync();
        await visit.Page.WaitForURLAsync("**/overview");
        await visit.SettleAsync();
        await Assertions.Expect(visit.Page.Locator("main")).ToContainTextAsync("1,000");
        visit.ShouldBeClean();
    }

    [Theory]
    [InlineData("overview")]
    [InlineData("transactions")]
    [InlineData("usage")]
    [InlineData("limits")]
    [InlineData("grants")]
    public async Task A_member_is_refused_an_administrators_page_by_the_server(string page)
    {
        using HttpResponseMessage answer = await GetAsync("ada", $"/credits/wallets/acme/{page}");
        answer.StatusCode.Should().Be(HttpStatusCode.Forbidden);
        (await answer.Content.ReadAsStringAsync()).Should().NotContain("mayBill&quot;:true").And.NotContain("periodStart");
    }

    [Fact]
    public async Task Others_wallets_unknown_pages_and_odd_ids_are_one_and_the_same_404()
    {
        List<string> bodies = [];
        foreach (string path in new[] { "others/overview", "acme/nothing", "%01/overview", "others", "others/me" })
        {
            using HttpResponseMessage answer = await GetAsync("grace", "/credits/wallets/" + path);
            answer.StatusCode.Should().Be(HttpStatusCode.NotFound, path);
            bodies.Add(await answer.Content.ReadAsStringAsync());
        }

        bodies.Distinct().Should().ContainSingle();
    }

    [Fact]
    public async Task Nobody_gets_a_page_or_a_file_without_the_hosts_policy()
    {
        foreach (string path in new[] { "/credits", "/credits/wallets/acme/overview", "/credits/assets/0/app.js" })
        {
            using HttpResponseMessage answer = await GetAsync(null, path);
            answer.StatusCode.Should().Be(HttpStatusCode.Unauthorized, path);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("forged")]
    public async Task A_write_without_the_pages_own_token_is_refused(string token)
    {
        using HttpRequestMessage request = new(HttpMethod.Put, fixture.Host.Address + "/credits/api/wallets/acme/limits")
        {
            Content = new StringContent("""{"limits":[]}""", Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("Cookie", "who=grace");
        request.Headers.Add("RequestVerificationToken", token);
        using HttpResponseMessage answer = await Client.SendAsync(request);
        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync()).Should().Contain("antiforgery_token_invalid");
    }

    [Fact]
    public async Task A_page_is_never_stored_framed_or_allowed_to_run_what_is_not_its_own()
    {
        using HttpResponseMessage answer = await GetAsync("grace", "/credits/wallets/acme/overview");
        Header(answer, "Content-Security-Policy").Should().Be(
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'");
        Header(answer, "Cache-Control").Should().Be("no-store");
        Header(answer, "X-Content-Type-Options").Should().Be("nosniff");
        Header(answer, "X-Frame-Options").Should().Be("DENY");
        Header(answer, "Referrer-Policy").Should().Be("no-referrer");
    }

    [Fact]
    public async Task A_file_is_kept_for_ever_below_its_address_and_asked_for_below_another()
    {
        string page = await (await GetAsync("grace", "/credits/wallets/acme/overview")).Content.ReadAsStringAsync();
        string address = page.Split("src=\"")[1].Split('"')[0];
        using HttpResponseMessage current = await GetAsync("grace", address);
        Header(current, "Cache-Control").Should().Contain("immutable");
        Header(current, "Content-Type").Should().StartWith("text/javascript");
        using HttpResponseMessage again = await GetAsync("grace", address, current.Headers.ETag!.ToString());
        again.StatusCode.Should().Be(HttpStatusCode.NotModified);
        using HttpResponseMessage old = await GetAsync("grace", "/credits/assets/0123/theme.js");
        Header(old, "Cache-Control").Should().Contain("no-cache");
        using HttpResponseMessage none = await GetAsync("grace", "/credits/assets/0123/../../../secrets.js");
        none.StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Below_a_path_base_every_address_is_below_it()
    {
        await using Visit visit = await fixture.VisitAsync("bill");
        List<string> paths = [];
        visit.Page.Request += (_, request) => paths.Add(new Uri(request.Url).AbsolutePath);
        await visit.OpenAsync(DashboardHost.PathBase + "/credits/wallets/acme");
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Transactions" }).ClickAsync();
        await visit.Page.WaitForURLAsync("**/transactions");
        await visit.SettleAsync();
        await visit.Page.Locator("tbody th").First.WaitForAsync();
        paths.Should().OnlyContain(path => path.StartsWith(DashboardHost.PathBase + "/credits/", StringComparison.Ordinal));
        (await visit.Page.Locator("a[href]").EvaluateAllAsync<string[]>("all => all.map(one => one.getAttribute('href'))"))
            .Should().OnlyContain(href => href.StartsWith(DashboardHost.PathBase + "/", StringComparison.Ordinal) || href == "#content");
        visit.ShouldBeClean();
    }

    [Fact]
    public async Task Who_has_one_wallet_is_led_to_it()
    {
        using HttpResponseMessage answer = await GetAsync("solo", DashboardHost.PathBase + "/credits/");
        Header(answer, "Location").Should().Be(DashboardHost.PathBase + "/credits/wallets/acme");
        using HttpResponseMessage next = await GetAsync("solo", "/credits/wallets/acme");
        Header(next, "Location").Should().Be("/credits/wallets/acme/me");
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/html,x")]
    [InlineData("//elsewhere.example")]
    [InlineData("/\\elsewhere.example")]
    [InlineData("buy")]
    public async Task A_link_that_a_browser_would_run_or_misread_stops_the_start(string link)
    {
        Func<Task> start = () => DashboardHost.StartAsync(o => o.UpgradeUrl = link);
        (await start.Should().ThrowAsync<ArgumentException>()).WithMessage("*UpgradeUrl*https://*");
    }

    private static string Header(HttpResponseMessage answer, string name) =>
        answer.Headers.TryGetValues(name, out IEnumerable<string>? values) || answer.Content.Headers.TryGetValues(name, out values) ? string.Join(", ", values) : "";

    private async Task<HttpResponseMessage> GetAsync(string? who, string path, string? tag = null)
    {
        HttpRequestMessage request = new(HttpMethod.Get, new Uri(fixture.Host.Address + path, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
        if (who is not null)
        {
            request.Headers.Add("Cookie", "who=" + who);
        }

        if (tag is not null)
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", tag);
        }

        return await Client.SendAsync(request);
    }
}
