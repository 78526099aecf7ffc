using System.Net;
using System.Text.Json;
using Credits.AspNetCore.Tests.Host;
using NodaTime;

namespace Credits.AspNetCore.Tests.Api;

/// <summary>What an administrator reads.</summary>
public sealed class ReadTests
{
    [Fact]
    public async Task The_balance_is_what_the_wallet_holds_now_or_held_then()
    {
        await using WebHost host = await WebHost.StartAsync();
        host.Clock.Advance(Duration.FromHours(1));
        (await host.Credits.ReserveAsync("acme", "test-cases", Actor.Member("ada"), 5)).GetValueOrThrow().Detach();
        Answer now = (await host.As("grace").GetAsync("/balance")).ShouldBe(HttpStatusCode.OK);
        now.Text.Should().Be("""{"at":"2026-01-05T10:00:00Z","available":"950","reserved":"50","byKind":{"complimentary":"950"},"scheduled":"0","plan":"free","nextReset":"2026-02-01T00:00:00Z","zone":"UTC"}""");
        now.Headers["Cache-Control"].Should().Be("no-store");
        now.Headers["X-Content-Type-Options"].Should().Be("nosniff");
        (await host.As("grace").GetAsync("/balance?asOf=2026-01-05T09:30:00Z"))["available"].Should().Be("1000");
    }

    [Fact]
    public async Task The_plan_comes_with_its_terms_and_what_is_left_of_the_allowance()
    {
        await using WebHost host = await WebHost.StartAsync();
        (await host.Admin.ChangePlanAsync("acme", "pro", Actor.System)).GetValueOrThrow();
        (await host.Credits.ConsumeAsync("acme", "test-cases", Actor.Member("ada"), 2)).GetValueOrThrow();
        Answer plan = (await host.As("grace").GetAsync("/plan")).ShouldBe(HttpStatusCode.OK);
        plan["plan"].Should().Be("pro");
        plan["allowance"].Should().Be("5000");
        plan["period"].Should().Be("calendar_month");
        plan.Json.GetProperty("rollover").GetProperty("maxCredits").GetString().Should().Be("500");
        plan["nextReset"].Should().Be("2026-02-01T00:00:00Z");
        plan.Json.GetProperty("grants").EnumerateArray().Should().ContainSingle().Which.GetProperty("remaining").GetString().Should().Be("4980");
        (await host.As("eve").GetAsync("/plan", "globex")).ShouldBe(HttpStatusCode.OK)["allowance"].Should().Be("0");
    }

    [Fact]
    public async Task Transactions_come_by_pages_and_filters_with_every_field()
    {
        await using WebHost host = await WebHost.StartAsync();
        (await host.Credits.ConsumeAsync("acme", "assistant", Actor.Member("ada", "Ada"), Quantity.Of(("inputTokens", 1_000m), ("outputTokens", 500m)), operation: "chat-1")).GetValueOrThrow();
        for (int i = 0; i < 4; i++)
        {
            host.Clock.Advance(Duration.FromSeconds(1));
            (await host.Credits.ConsumeAsync("acme", "test-cases", Actor.Member("bob", "Bob"), 1)).GetValueOrThrow();
        }

        Caller grace = host.As("grace");
        Answer first = (await grace.GetAsync("/transactions?limit=4")).ShouldBe(HttpStatusCode.OK);
        first.Json.GetProperty("rows").EnumerateArray().Select(r => r.GetProperty("seq").GetInt64()).Should().Equal(6, 5, 4, 3);
        Answer second = (await grace.GetAsync($"/transactions?limit=4&cursor={first["next"]}")).ShouldBe(HttpStatusCode.OK);
        second.Json.TryGetProperty("next", out _).Should().BeFalse();
        JsonElement[] rows = [.. second.Json.GetProperty("rows").EnumerateArray()];
        rows[0].ToString().Should().Be(
            """{"seq":2,"at":"2026-01-05T09:00:00Z","type":"debit","kind":"consumed","amount":"2.5","balance":"997.5","actor":{"id":"ada","name":"Ada"},"feature":"assistant","quantity":{"inputTokens":"1000","outputTokens":"500"},"operation":"chat-1","allocations":[{"grant":"complimentary-0000000001","amount":"2.5"}]}""");
        rows[1].GetProperty("kind").GetString().Should().Be("grant_issued");
        (await CountAsync("?user=bob")).Should().Be(4);
        (await CountAsync("?feature=assistant")).Should().Be(1);
        (await CountAsync("?type=credit")).Should().Be(1);
        (await CountAsync("?kind=consumed&user=ada")).Should().Be(1);
        (await CountAsync("?from=2026-01-05T09:00:02Z&to=2026-01-05T09:00:04Z")).Should().Be(2);
        (await grace.GetAsync("/transactions?oldestFirst=true&limit=1")).Json.GetProperty("rows")[0].GetProperty("seq").GetInt64().Should().Be(1);

        async Task<int> CountAsync(string query) => (await grace.GetAsync("/transactions" + query)).ShouldBe(HttpStatusCode.OK).Json.GetProperty("rows").GetArrayLength();
    }

    [Fact]
    public async Task Usage_is_a_series_by_feature_user_or_day()
    {
        await using WebHost host = await WebHost.StartAsync();
        foreach ((string who, int quantity) in new[] { ("ada", 1), ("bob", 2), ("ada", 3) })
        {
            (await host.Credits.ConsumeAsync("acme", "test-cases", Actor.Member(who), quantity)).GetValueOrThrow();
            host.Clock.Advance(Duration.FromDays(1));
        }

        (await SeriesAsync("")).Should().Be("""{"by":"feature","from":"2025-12-11T09:00:00Z","usage":[{"key":"test-cases","amount":"60"}]}""");
        (await SeriesAsync("?by=user&from=2026-01-01T00:00:00Z&to=2026-01-07T00:00:00Z")).Should()
            .Be("""{"by":"user","from":"2026-01-01T00:00:00Z","to":"2026-01-07T00:00:00Z","usage":[{"key":"ada","amount":"10"},{"key":"bob","amount":"20"}]}""");
        (await SeriesAsync("?by=day&from=2026-01-06T00:00:00Z")).Should().Contain("""[{"key":"2026-01-06","amount":"20"},{"key":"2026-01-07","amount":"30"}]""");
        (await SeriesAsync("?by=day&days=2")).Should().Be("""{"by":"day","from":"2026-01-07T00:00:00Z","usage":[{"key":"2026-01-07","amount":"30"}]}""");
        (await SeriesAsync("?by=day&days=2&from=&to=")).Should().Be(await SeriesAsync("?by=day&days=2"));
        (await SeriesAsync("?days=")).Should().Be(await SeriesAsync(""));
        (await host.As("grace").GetAsync("/usage?days=2&from=2026-01-07T00:00:00Z&to=2026-01-08T00:00:00Z")).ShouldBe(HttpStatusCode.BadRequest, "invalid_value")["detail"]
            .Should().Be("days: it cannot be given together with from; it goes instead of from and to.");
        (await host.As("grace").GetAsync("/usage?days=2&to=2026-01-08T00:00:00Z")).ShouldBe(HttpStatusCode.BadRequest, "invalid_value")["detail"]
            .Should().Be("days: it cannot be given together with to; it goes instead of from and to.");
        (await host.As("grace").GetAsync("/usage?from=2024-01-01T00:00:00Z")).ShouldBe(HttpStatusCode.BadRequest, "invalid_value")["field"].Should().Be("from");
        (await host.As("grace").GetAsync("/forecast")).ShouldBe(HttpStatusCode.OK).Text.Should().Be("""{"days":4,"used":"60","perDay":"15","daysToEmpty":62}""");

        async Task<string> SeriesAsync(string query) => (await host.As("grace").GetAsync("/usage" + query)).ShouldBe(HttpStatusCode.OK).Text;
    }

    [Fact]
    public async Task Grants_come_in_burn_order_by_state_and_part()
    {
        await using WebHost host = await WebHost.StartAsync();
        (await host.Admin.PurchaseAsync("acme", new(50) { Grant = "bought" }, Actor.System)).GetValueOrThrow();
        (await host.Admin.GrantAsync("acme", new(20, GrantKind.Promotional) { Grant = "later", EffectiveAt = WebHost.Start + Duration.FromDays(1) }, Actor.System)).GetValueOrThrow();
        (await GrantsAsync("")).Should().Equal("complimentary-0000000001", "bought", "later");
        (await GrantsAsync("?state=open&skip=1")).Should().Equal("bought");
        (await GrantsAsync("?state=scheduled")).Should().Equal("later");
        (await GrantsAsync("?limit=1")).Should().Equal("complimentary-0000000001");
        (await host.As("grace").GetAsync("/grants?limit=1"))["total"].Should().Be("3");

        async Task<IEnumerable<string?>> GrantsAsync(string query) => (await host.As("grace").GetAsync("/grants" + query)).ShouldBe(HttpStatusCode.OK)
            .Json.GetProperty("grants").EnumerateArray().Select(g => g.GetProperty("grant").GetString()).ToList();
    }

    [Fact]
    public async Task Open_reservations_are_listed_and_an_administrator_can_give_one_back()
    {
        await using WebHost host = await WebHost.StartAsync();
        (await host.Credits.ReserveAsync("acme", "test-cases", Actor.Member("ada"), 5, "job/1")).GetValueOrThrow().Detach();
        (await host.As("grace").GetAsync("/reservations")).ShouldBe(HttpStatusCode.OK).Text.Should().Be(
            """{"reservations":[{"reservation":"job/1","feature":"test-cases","user":"ada","amount":"50","reservedAt":"2026-01-05T09:00:00Z","expiresAt":"2026-01-05T10:00:00Z"}],"total":1}""");
        Answer released = (await host.As("grace").PostAsync("/reservations/release", new { reservation = "job/1" })).ShouldBe(HttpStatusCode.OK);
        released["returned"].Should().Be("50");
        released["available"].Should().Be("1000");
        (await host.As("grace").PostAsync("/reservations/release", new { reservation = "job/1" })).ShouldBe(HttpStatusCode.Conflict, "reservation_released");
    }

    [Fact]
    public async Task The_catalogue_names_plans_features_and_prices()
    {
        await using WebHost host = await WebHost.StartAsync();
        Caller ada = host.As("ada");
        Answer catalog = (await ada.SendAsync(ada.Request(HttpMethod.Get, WebHost.Api + "/catalog"))).ShouldBe(HttpStatusCode.OK);
        catalog.Json.GetProperty("plans")[1].GetProperty("allowance").GetString().Should().Be("5000");
        JsonElement feature = catalog.Json.GetProperty("features")[0];
        feature.GetProperty("displayName").GetString().Should().Be("Test cases");
        feature.GetProperty("defaultQuantity").GetString().Should().Be("5");
    }
}
