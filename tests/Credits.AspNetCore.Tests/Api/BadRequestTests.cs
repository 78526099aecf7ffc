using System.Net;
using System.Text;
using Credits.AspNetCore.Tests.Host;

namespace Credits.AspNetCore.Tests.Api;

/// <summary>Whatever is sent is answered 4xx with what is wrong and where, never 500.</summary>
public sealed class BadRequestTests(SharedHost shared) : IClassFixture<SharedHost>
{
    [Theory]
    [InlineData("/transactions?limit=0", "limit")]
    [InlineData("/transactions?limit=1001", "limit")]
    [InlineData("/transactions?limit=99999999999999999999", "limit")]
    [InlineData("/transactions?limit=-1", "limit")]
    [InlineData("/transactions?limit=1e2", "limit")]
    [InlineData("/transactions?cursor=garbage", "cursor")]
    [InlineData("/transactions?cursor=0.0", "cursor")]
    [InlineData("/transactions?cursor=-5.1", "cursor")]
    [InlineData("/transactions?cursor=1.", "cursor")]
    [InlineData("/transactions?cursor=.1", "cursor")]
    [InlineData("/transactions?cursor=99999999999999999999999.0", "cursor")]
    [InlineData("/transactions?cursor=1.99999999999999", "cursor")]
    [InlineData("/transactions?cursor=%00%0d%0a", "cursor")]
    [InlineData("/transactions?cursor=%27%3B%20DROP%20TABLE%20journal%3B--", "cursor")]
    [InlineData("/transactions?from=yesterday", "from")]
    [InlineData("/transactions?to=2026-02-30T00:00:00Z", "to")]
    [InlineData("/transactions?from=2026-01-01T00:00:00.1234567Z", "from")]
    [InlineData("/transactions?type=both", "type")]
    [InlineData("/transactions?kind=Consumed", "kind")]
    [InlineData("/transactions?oldestFirst=yes", "oldestFirst")]
    [InlineData("/transactions?form=2026-01-01T00:00:00Z", "form")]
    [InlineData("/transactions?user=a&user=b", "user")]
    [InlineData("/transactions.csv?limit=10", "limit")]
    [InlineData("/transactions.csv?from=x", "from")]
    [InlineData("/balance?asOf=now", "asOf")]
    [InlineData("/balance?unknown=1", "unknown")]
    [InlineData("/usage?by=month", "by")]
    [InlineData("/usage?days=0", "days")]
    [InlineData("/usage?days=7&from=2026-01-01T00:00:00Z", "days")]
    [InlineData("/usage?days=7&to=2026-01-01T00:00:00Z", "days")]
    [InlineData("/forecast?days=367", "days")]
    [InlineData("/grants?state=burnt", "state")]
    [InlineData("/grants?skip=-1", "skip")]
    [InlineData("/reservations?limit=100000", "limit")]
    public async Task A_query_that_is_not_understood_names_its_parameter(string path, string field)
    {
        WebHost host = shared.Host;
        (await host.As("grace").GetAsync(path)).ShouldBe(HttpStatusCode.BadRequest, "invalid_value")["field"].Should().Be(field);
    }

    [Theory]
    [InlineData("/purchases", "", "invalid_request", null)]
    [InlineData("/purchases", "null", "invalid_request", null)]
    [InlineData("/purchases", "[]", "invalid_request", null)]
    [InlineData("/purchases", "{", "invalid_request", null)]
    [InlineData("/purchases", "{}{}", "invalid_request", null)]
    [InlineData("/purchases", "{}", "invalid_request", "amount")]
    [InlineData("/purchases", """{"amount":"ten"}""", "invalid_request", "amount")]
    [InlineData("/purchases", """{"amount":1.0000001}""", "invalid_request", "amount")]
    [InlineData("/purchases", """{"amount":0.00000000000000000000000000000000001}""", "invalid_request", "amount")]
    [InlineData("/purchases", """{"amount":99999999999999999999}""", "invalid_request", "amount")]
    [InlineData("/purchases", """{"amount":true}""", "invalid_request", "amount")]
    [InlineData("/purchases", """{"amount":0}""", "invalid_value", "amount")]
    [InlineData("/purchases", """{"amount":"-5"}""", "invalid_value", "amount")]
    [InlineData("/purchases", """{"amount":1,"amount":2}""", "invalid_request", "amount")]
    [InlineData("/purchases", """{"Amount":1}""", "invalid_request", "Amount")]
    [InlineData("/purchases", """{"amount":1,"wallet":"globex"}""", "invalid_request", "wallet")]
    [InlineData("/purchases", """{"amount":1,"priority":300}""", "invalid_value", "priority")]
    [InlineData("/purchases", """{"amount":1,"priority":"1"}""", "invalid_request", "priority")]
    [InlineData("/purchases", """{"amount":1,"grant":""}""", "invalid_value", "grant")]
    [InlineData("/purchases", """{"amount":1,"grant":"a\u0000b"}""", "invalid_value", "grant")]
    [InlineData("/purchases", """{"amount":1,"note":"\ud800"}""", "invalid_request", "note")]
    [InlineData("/purchases", """{"amount":1,"expiresAt":"2020-01-01"}""", "invalid_request", "expiresAt")]
    [InlineData("/purchases", """{"amount":1,"expiresAt":"2020-01-01T00:00:00Z"}""", "invalid_value", "expiresAt")]
    [InlineData("/grants", """{"amount":1,"kind":"purchased"}""", "invalid_value", "kind")]
    [InlineData("/grants", """{"amount":1,"kind":"free"}""", "invalid_value", "kind")]
    [InlineData("/voids", """{"grant":"g"}""", "invalid_request", "reason")]
    [InlineData("/refunds", """{"reason":"r"}""", "invalid_request", "target")]
    [InlineData("/plan/change", """{"plan":"pro","when":"soon"}""", "invalid_value", "when")]
    public async Task A_body_that_is_not_understood_names_its_field(string path, string body, string code, string? field)
    {
        WebHost host = shared.Host;
        Answer answer = (await host.As("bill").PostAsync(path, body)).ShouldBe(HttpStatusCode.BadRequest, code);
        (answer.Json.TryGetProperty("field", out System.Text.Json.JsonElement named) ? named.GetString() : null).Should().Be(field);
        answer.Text.Should().NotContain("System.").And.NotContain("Credits.AspNetCore");
    }

    [Theory]
    [InlineData("""{"limits":null}""", "invalid_request", "limits")]
    [InlineData("""{"limits":[null]}""", "invalid_request", "limits[0]")]
    [InlineData("""{"limits":[{"id":"a"},{"hard":1}]}""", "invalid_request", "limits[1].id")]
    [InlineData("""{"limits":[{"id":"a","hard":"many"}]}""", "invalid_request", "limits[0].hard")]
    [InlineData("""{"limits":[{"id":"a","soft":[1,"x%"]}]}""", "invalid_request", "limits[0].soft")]
    [InlineData("""{"limits":[{"id":"a","soft":[0]}]}""", "invalid_value", "soft")]
    [InlineData("""{"limits":[{"id":"a","window":"hour"}]}""", "invalid_value", "limits[0].window")]
    [InlineData("""{"limits":[{"id":"a"},{"id":"a"}]}""", "invalid_value", "limits")]
    public async Task A_list_of_limits_that_is_not_understood_names_its_place(string body, string code, string field)
    {
        WebHost host = shared.Host;
        (await host.As("grace").PutAsync("/limits", body)).ShouldBe(HttpStatusCode.BadRequest, code)["field"].Should().Be(field);
    }

    [Fact]
    public async Task A_body_that_is_too_long_is_not_read_to_its_end()
    {
        WebHost host = shared.Host;
        Caller bill = host.As("bill");
        string body = $$"""{"amount":1,"note":"{{new string('x', 70_000)}}"}""";
        (await bill.PostAsync("/purchases", body)).ShouldBe(HttpStatusCode.RequestEntityTooLarge, "body_too_large");

        // Without a length, so that it shows only on the way.
        HttpRequestMessage chunked = bill.Request(HttpMethod.Post, Caller.Path("acme", "/purchases"));
        chunked.Content = new StreamContent(new MemoryStream(Encoding.UTF8.GetBytes(body)));
        chunked.Content.Headers.ContentType = new("application/json");
        chunked.Headers.TransferEncodingChunked = true;
        (await bill.SendAsync(chunked)).ShouldBe(HttpStatusCode.RequestEntityTooLarge, "body_too_large");

        string deep = "{\"amount\":" + new string('[', 60_000);
        (await bill.PostAsync("/purchases", deep)).ShouldBe(HttpStatusCode.BadRequest, "invalid_request");
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"\"")]
    [InlineData("\"a\\b\"")]
    [InlineData("\"a\"b\"")]
    public async Task A_key_that_is_none_is_answered_as_such(string key)
    {
        WebHost host = shared.Host;
        (await host.As("bill").PostAsync("/purchases", new { amount = 1 }, key)).ShouldBe(HttpStatusCode.BadRequest, "invalid_value")["field"].Should().Be("Idempotency-Key");
        (await host.As("bill").PostAsync("/purchases", new { amount = 1 }, new string('k', 201))).ShouldBe(HttpStatusCode.BadRequest, "invalid_value")["field"].Should().Be("Idempotency-Key");
    }

    [Fact]
    public async Task A_sum_that_no_wallet_can_hold_is_no_crash()
    {
        WebHost host = shared.Host;
        Caller bill = host.As("bill");
        (await bill.PostAsync("/purchases", new { amount = "9000000000000" })).ShouldBe(HttpStatusCode.OK);
        ((int)(await bill.PostAsync("/purchases", new { amount = "9000000000000" })).Status).Should().BeInRange(400, 499);
    }

    [Fact]
    public async Task A_cursor_of_another_wallet_shows_nothing_of_it()
    {
        WebHost host = shared.Host;
        for (int i = 0; i < 20; i++)
        {
            (await host.Credits.ConsumeAsync("globex", "test-cases", Actor.Member("mallory"), 1)).GetValueOrThrow();
        }

        string cursor = (await host.As("eve").GetAsync("/transactions?limit=5", "globex"))["next"];
        Answer page = (await host.As("grace").GetAsync("/transactions?cursor=" + cursor)).ShouldBe(HttpStatusCode.BadRequest, "invalid_value");
        page["field"].Should().Be("cursor");
        page.Text.Should().NotContain("mallory");
        (await host.As("grace").GetAsync("/transactions?cursor=" + cursor.Replace("v", "V", StringComparison.Ordinal) + "0")).ShouldBe(HttpStatusCode.BadRequest, "invalid_value");
    }
}
