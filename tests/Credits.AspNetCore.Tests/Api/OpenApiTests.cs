using System.Net;
using System.Text.Json;
using Credits.AspNetCore.Access;
using Credits.AspNetCore.Tests.Host;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Credits.AspNetCore.Tests.Api;

/// <summary>A host's OpenAPI document describes the endpoints.</summary>
public sealed class OpenApiTests
{
    [Fact]
    public async Task Every_endpoint_is_described_with_parameters_body_and_answers()
    {
        await using WebHost host = await WebHost.StartAsync(
            build: static b =>
            {
                b.Services.AddEndpointsApiExplorer();
                b.Services.AddOpenApi();
            },
            map: static a => a.MapOpenApi());
        using HttpClient client = new() { BaseAddress = host.Address };
        JsonElement paths = JsonDocument.Parse(await client.GetStringAsync("/openapi/v1.json")).RootElement.GetProperty("paths");
        JsonProperty[] all = [.. paths.EnumerateObject().Where(static p => p.Name.StartsWith(WebHost.Api, StringComparison.Ordinal))];
        all.Should().HaveCountGreaterThan(18);
        foreach (JsonProperty path in all)
        {
            foreach (JsonProperty operation in path.Value.EnumerateObject())
            {
                string what = $"{operation.Name} {path.Name}";
                operation.Value.GetProperty("summary").GetString().Should().NotBeNullOrEmpty(what);
                operation.Value.GetProperty("operationId").GetString().Should().StartWith("Credits_");
                operation.Value.GetProperty("responses").GetProperty("200").GetProperty("content").EnumerateObject().Should().NotBeEmpty(what);
                operation.Value.TryGetProperty("requestBody", out _).Should().Be(operation.Name is "post" or "put", what);
                if (path.Name.Contains("{wallet}", StringComparison.Ordinal))
                {
                    operation.Value.GetProperty("parameters").EnumerateArray().Should()
                        .Contain(p => p.GetProperty("name").GetString() == "wallet" && p.GetProperty("in").GetString() == "path", what);
                    operation.Value.GetProperty("responses").EnumerateObject().Select(r => r.Name).Should().Contain(["400", "403", "404"], what);
                }
            }
        }

        JsonElement transactions = paths.GetProperty(WebHost.Api + "/wallets/{wallet}/transactions").GetProperty("get");
        transactions.GetProperty("parameters").EnumerateArray().Select(p => p.GetProperty("name").GetString()).Should()
            .BeEquivalentTo("wallet", "from", "to", "type", "kind", "user", "feature", "oldestFirst", "limit", "cursor");
        transactions.GetProperty("responses").GetProperty("200").GetRawText().Should().Contain("TransactionsAnswer");
        paths.GetProperty(WebHost.Api + "/wallets/{wallet}/purchases").GetProperty("post").GetProperty("responses").EnumerateObject().Select(r => r.Name).Should()
            .Contain(["409", "413", "415", "422", "503"]);
    }

    [Fact]
    public async Task The_routes_stand_below_the_path_base_a_group_and_the_prefix_and_are_found_there()
    {
        string? found = null;
        await using WebHost host = await WebHost.StartAsync(mapApi: app =>
        {
            app.UsePathBase("/base");
            app.UseRouting();
            app.UseAuthentication();
            app.UseAuthorization();
            app.MapGroup("/deep").MapCreditsApi("other/");
            app.MapGet("/page", (HttpContext context) => found = ApiRoute.Find(context));
        });
        Caller grace = host.As("grace");
        (await grace.SendAsync(grace.Request(HttpMethod.Get, "/base/deep/other/wallets/acme/balance"))).ShouldBe(HttpStatusCode.OK)["available"].Should().Be("1000");
        (await grace.SendAsync(grace.Request(HttpMethod.Get, "/base/page"))).ShouldBe(HttpStatusCode.OK);
        found.Should().Be("/base/deep/other");
    }
}
