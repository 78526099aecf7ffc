using System.Net;
using System.Text.Json;
using Credits.AspNetCore.Tests.Host;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Credits.AspNetCore.Tests.Access;

/// <summary>Who reaches what. Semantics, section 11.</summary>
public sealed class WhoMayTests(SharedHost shared) : IClassFixture<SharedHost>
{
    public static TheoryData<string, string> Administration => new()
    {
        { "GET", "/balance" },
        { "GET", "/plan" },
        { "GET", "/forecast" },
        { "GET", "/transactions" },
        { "GET", "/transactions.csv" },
        { "GET", "/grants" },
        { "GET", "/reservations" },
        { "GET", "/limits" },
        { "GET", "/alerts" },
        { "GET", "/notices" },
        { "PUT", "/limits" },
        { "PUT", "/alerts" },
        { "POST", "/reservations/release" },
        { "POST", "/notices/resend" },
        { "POST", "/purchases" },
        { "POST", "/grants" },
        { "POST", "/voids" },
        { "POST", "/refunds" },
        { "POST", "/plan/change" },
        { "POST", "/plan/cancel" },
    };

    public static TheoryData<string, object> Billing => new()
    {
        { "/purchases", new { amount = 100 } },
        { "/grants", new { amount = 100, kind = "promotional" } },
        { "/voids", new { grant = "complimentary-0000000001", reason = "r" } },
        { "/refunds", new { target = "op", reason = "r" } },
        { "/plan/change", new { plan = "pro" } },
        { "/plan/cancel", new { } },
    };

    [Theory]
    [MemberData(nameof(Administration))]
    public async Task A_member_gets_nothing_of_the_administration(string method, string path)
    {
        WebHost host = shared.Host;
        Caller ada = host.As("ada");
        object? body = method == "GET" ? null : "{}";
        (await ada.SendAsync(ada.Request(new(method), Caller.Path("acme", path), body))).ShouldBe(HttpStatusCode.Forbidden, "not_authorized")
            .Text.Should().NotContain("1000", "what the wallet holds is not for members");
    }

    [Theory]
    [MemberData(nameof(Administration))]
    public async Task A_wallet_of_others_answers_exactly_like_one_that_does_not_exist(string method, string path)
    {
        WebHost host = shared.Host;
        Caller eve = host.As("eve");
        foreach (object? body in method == "GET" ? [null] : new object?[] { "{}", "not json" })
        {
            Answer others = await eve.SendAsync(eve.Request(new(method), Caller.Path("acme", path), body));
            Answer unknown = await eve.SendAsync(eve.Request(new(method), Caller.Path("nowhere", path), body));
            others.ShouldBe(HttpStatusCode.NotFound, "wallet_not_found");
            unknown.Text.Should().Be(others.Text);
            Comparable(unknown).Should().BeEquivalentTo(Comparable(others));
        }

        static Dictionary<string, string> Comparable(Answer answer) => answer.Headers.Where(static h => h.Key != "Date").ToDictionary(h => h.Key, h => h.Value);
    }

    [Fact]
    public async Task The_host_itself_learns_that_a_wallet_does_not_exist_by_the_same_answer()
    {
        WebHost host = shared.Host;
        Answer own = await host.As("root").GetAsync("/balance", "nowhere");
        Answer others = await host.As("eve").GetAsync("/balance", "nowhere");
        own.ShouldBe(HttpStatusCode.NotFound, "wallet_not_found").Text.Should().Be(others.Text);
        (await host.As("root").GetAsync("/transactions.csv", "nowhere")).ShouldBe(HttpStatusCode.NotFound, "wallet_not_found")
            .Headers.Should().NotContainKey("Content-Disposition");
    }

    [Fact]
    public async Task Nobody_gets_anywhere_without_having_signed_in()
    {
        WebHost host = shared.Host;
        using HttpClient stranger = new() { BaseAddress = host.Address };
        IEnumerable<RouteEndpoint> endpoints = host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();
        int asked = 0;
        foreach (RouteEndpoint endpoint in endpoints)
        {
            string method = endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods.Single();
            using HttpRequestMessage request = new(new(method), endpoint.RoutePattern.RawText!.Replace("{wallet}", "acme", StringComparison.Ordinal));
            (await stranger.SendAsync(request)).StatusCode.Should().Be(HttpStatusCode.Unauthorized, endpoint.RoutePattern.RawText);
            asked++;
        }

        asked.Should().BeGreaterThan(20);
    }

    [Theory]
    [MemberData(nameof(Billing))]
    public async Task An_organisations_own_administrator_does_not_give_himself_credits(string path, object body)
    {
        WebHost host = shared.Host;
        (await host.As("grace").PostAsync(path, body)).ShouldBe(HttpStatusCode.Forbidden, "not_authorized");
        (await host.As("bill").PostAsync(path, body)).Status.Should().NotBe(HttpStatusCode.Forbidden);
        (await host.As("root").PostAsync(path, body)).Status.Should().NotBe(HttpStatusCode.Forbidden);
        (await host.As("bill").PostAsync(path, body, wallet: "globex")).ShouldBe(HttpStatusCode.NotFound, "wallet_not_found");
    }

    [Fact]
    public async Task Without_a_billing_policy_only_the_role_system_moves_credits()
    {
        await using WebHost host = await WebHost.StartAsync(static c => c.AddWebAccess(static o => o.BillingPolicy = null));
        (await host.As("bill").PostAsync("/purchases", new { amount = 100 })).ShouldBe(HttpStatusCode.Forbidden, "not_authorized");
        (await host.As("root").PostAsync("/purchases", new { amount = 100 })).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_member_sees_what_is_left_and_his_own_usage_alone()
    {
        await using WebHost host = await WebHost.StartAsync();
        (await host.Credits.ConsumeAsync("acme", "test-cases", Actor.Member("ada", "Ada"), 3)).GetValueOrThrow();
        (await host.Credits.ConsumeAsync("acme", "test-cases", Actor.Member("bob", "Bob"), 7)).GetValueOrThrow();
        host.Clock.Advance(NodaTime.Duration.FromSeconds(1));

        Answer own = (await host.As("ada").GetAsync("/me")).ShouldBe(HttpStatusCode.OK);
        own["available"].Should().Be("900");
        own.Json.GetProperty("actor").GetProperty("role").GetString().Should().Be("member");
        own.Json.GetProperty("usage").EnumerateArray().Should().ContainSingle().Which.GetProperty("amount").GetString().Should().Be("30");
        Answer usage = (await host.As("ada").GetAsync("/usage?by=user")).ShouldBe(HttpStatusCode.OK);
        usage.Json.GetProperty("usage").EnumerateArray().Should().ContainSingle().Which.GetProperty("key").GetString().Should().Be("ada");
        usage.Text.Should().NotContain("bob");
    }

    [Fact]
    public async Task A_member_sees_the_limits_on_himself_and_of_those_he_shares_what_remains()
    {
        await using WebHost host = await WebHost.StartAsync();
        LimitPolicy each = new("each") { User = LimitPolicy.Each, Window = LimitWindow.Day, Soft = [80], Hard = 100 };
        LimitPolicy shared = new("all") { Hard = 500, Soft = [400] };
        LimitPolicy bobs = new("bobs") { User = "bob", Hard = 200 };
        (await host.Admin.SetLimitsAsync("acme", [each, shared, bobs], Actor.System)).GetValueOrThrow();
        (await host.Credits.ConsumeAsync("acme", "test-cases", Actor.Member("ada", "Ada"), 3)).GetValueOrThrow();
        (await host.Credits.ConsumeAsync("acme", "test-cases", Actor.Member("bob", "Bob"), 7)).GetValueOrThrow();

        Answer own = (await host.As("ada").GetAsync("/me")).ShouldBe(HttpStatusCode.OK);
        own["available"].Should().Be("900");
        own.Json.GetProperty("limits").GetRawText().Should().Be(
            """[{"policy":"each","shared":false,"window":"day","usage":"30","soft":["80"],"hard":"100","remaining":"70","resetsAt":"2026-01-06T00:00:00Z"},"""
            + """{"policy":"all","shared":true,"window":"month","remaining":"400","resetsAt":"2026-02-01T00:00:00Z"}]""");
        (await host.As("eve").GetAsync("/me", "globex")).ShouldBe(HttpStatusCode.OK).Json.GetProperty("limits").GetArrayLength().Should().Be(0);
    }

    [Fact]
    public async Task Everybody_is_told_his_wallets_and_what_he_may()
    {
        WebHost host = shared.Host;
        (await MayAsync("ada")).Should().Be("""[{"wallet":"acme","actor":{"id":"ada","name":"Ada","role":"member"},"may":[]}]""");
        (await MayAsync("grace")).Should().Contain("""["read","limits"]""").And.NotContain("globex");
        (await MayAsync("bill")).Should().Contain("""["read","limits","billing"]""");
        (await MayAsync("nobody")).Should().Be("[]");

        async Task<string> MayAsync(string who)
        {
            Caller caller = host.As(who);
            Answer answer = await caller.SendAsync(caller.Request(HttpMethod.Get, WebHost.Api + "/wallets"));
            return JsonSerializer.Serialize(answer.ShouldBe(HttpStatusCode.OK).Json.GetProperty("wallets"));
        }
    }
}
