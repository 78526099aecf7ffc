using System.Net;
using System.Text.Json;
using Credits.AspNetCore.Tests.Host;

namespace Credits.AspNetCore.Tests.Api;

/// <summary>What an administrator and those who bill write.</summary>
public sealed class WriteTests
{
    [Fact]
    public async Task Credits_are_granted_bought_voided_and_refunded()
    {
        await using WebHost host = await WebHost.StartAsync();
        Caller bill = host.As("bill");
        (await bill.PostAsync("/purchases", new { amount = "500.25", note = "invoice 7" }, "invoice-7")).ShouldBe(HttpStatusCode.OK).Text.Should().Be(
            """{"status":"accepted","operation":"invoice-7","available":"1500.25","reserved":"0","grant":"invoice-7"}""");
        (await bill.PostAsync("/grants", """{"amount":20.5,"kind":"promotional","grant":"promo","priority":10,"expiresAt":"2026-02-01T00:00:00Z"}""")).ShouldBe(HttpStatusCode.OK)["grant"].Should().Be("promo");
        Answer voided = (await bill.PostAsync("/voids", new { grant = "promo", amount = 0.5, reason = "mistake" })).ShouldBe(HttpStatusCode.OK);
        voided["amount"].Should().Be("0.5");
        (await host.Credits.ConsumeAsync("acme", "test-cases", Actor.Member("ada"), 1, operation: "c1")).GetValueOrThrow();
        Answer refunded = (await bill.PostAsync("/refunds", new { target = "c1", reason = "did not work" })).ShouldBe(HttpStatusCode.OK);
        refunded["amount"].Should().Be("10");
        refunded["available"].Should().Be("1520.25");
        JsonElement newest = (await bill.GetAsync("/transactions?limit=1")).Json.GetProperty("rows")[0];
        newest.GetProperty("actor").GetProperty("name").GetString().Should().Be("Bill");
    }

    [Fact]
    public async Task The_plan_is_changed_and_cancelled()
    {
        await using WebHost host = await WebHost.StartAsync();
        (await host.As("bill").PostAsync("/plan/change", new { plan = "pro" })).ShouldBe(HttpStatusCode.OK)["effective"].Should().Be("2026-01-05T09:00:00Z");
        (await host.As("bill").PostAsync("/plan/cancel", new { when = "period_end" })).ShouldBe(HttpStatusCode.OK)["effective"].Should().Be("2026-02-01T00:00:00Z");
        (await host.As("bill").PostAsync("/plan/change", new { plan = "gold" })).ShouldBe(HttpStatusCode.UnprocessableEntity, "plan_not_found");
    }

    [Fact]
    public async Task Limits_and_alerts_are_read_back_as_they_were_set_even_where_nobody_came_under_them()
    {
        await using WebHost host = await WebHost.StartAsync();
        Caller grace = host.As("grace");
        const string limits =
            """[{"id":"all","window":"month","soft":["400","80%"],"hard":"500","purchasesRaise":false},{"id":"each","user":"*","feature":"test-cases","window":"day","soft":[],"hard":"30"}]""";
        (await grace.PutAsync("/limits", $$"""{"limits":{{limits}}}""")).ShouldBe(HttpStatusCode.OK)["available"].Should().Be("1000");
        JsonSerializer.Serialize((await grace.GetAsync("/limits")).Json.GetProperty("limits")).Should().Be(limits);
        (await host.Credits.ConsumeAsync("acme", "test-cases", Actor.Member("ada"), 2)).GetValueOrThrow();
        Answer read = await grace.GetAsync("/limits");
        JsonSerializer.Serialize(read.Json.GetProperty("limits")).Should().Be(limits);
        JsonSerializer.Serialize(read.Json.GetProperty("status")).Should().Be(
            """[{"policy":"all","usage":"20","soft":["400"],"hard":"500","remaining":"480","resetsAt":"2026-02-01T00:00:00Z"},{"policy":"each","user":"ada","feature":"test-cases","usage":"20","soft":[],"hard":"30","remaining":"10","resetsAt":"2026-01-06T00:00:00Z"}]""");

        (await grace.PutAsync("/alerts", """{"lowBalance":[100,"10%"],"expiringLead":"P7D"}""")).ShouldBe(HttpStatusCode.OK);
        (await grace.GetAsync("/alerts")).Text.Should().Be("""{"lowBalance":["100","10%"],"expiringLead":"P7D"}""");
        (await grace.PutAsync("/alerts", "{}")).ShouldBe(HttpStatusCode.OK);
        (await grace.GetAsync("/alerts")).Text.Should().Be("""{"lowBalance":[]}""");
    }

    [Theory]
    [InlineData("k-1")]
    [InlineData("\"k-1\"")]
    public async Task A_repeated_key_gives_the_original_answer_and_happens_once(string repeated)
    {
        await using WebHost host = await WebHost.StartAsync();
        Caller bill = host.As("bill");
        Answer first = (await bill.PostAsync("/purchases", new { amount = 100 }, "k-1")).ShouldBe(HttpStatusCode.OK);
        first.Headers.Should().NotContainKey("Idempotency-Replayed");
        Answer again = (await bill.PostAsync("/purchases", new { amount = 100 }, repeated)).ShouldBe(HttpStatusCode.OK);
        again["status"].Should().Be("replayed");
        again["grant"].Should().Be(first["grant"]);
        again.Headers["Idempotency-Replayed"].Should().Be("true");
        (await bill.PostAsync("/purchases", new { amount = 200 }, "k-1")).ShouldBe(HttpStatusCode.UnprocessableEntity, "operation_reused");
        (await host.Admin.GetBalanceAsync("acme", Actor.System)).Value.Available.Should().Be((CreditAmount)1_100);
    }

    [Fact]
    public async Task A_refusal_carries_code_and_numbers()
    {
        await using WebHost host = await WebHost.StartAsync();
        Caller bill = host.As("bill");
        (await bill.PostAsync("/voids", new { grant = "complimentary-0000000001", amount = 2_000, reason = "r" })).ShouldBe(HttpStatusCode.Conflict, "exceeds_grant")
            ["detail"].Should().Contain("1000");
        (await bill.PostAsync("/voids", new { grant = "nothing", reason = "r" })).ShouldBe(HttpStatusCode.NotFound, "grant_not_found");
        (await bill.PostAsync("/refunds", new { target = "nothing", reason = "r" })).ShouldBe(HttpStatusCode.NotFound, "target_not_found");
    }
}
