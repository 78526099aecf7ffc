using System.Net;
using Credits.AspNetCore.Tests.Host;

namespace Credits.AspNetCore.Tests.Api;

public sealed class ExplanationTests
{
    [Fact]
    public async Task A_transaction_is_explained_by_its_price_its_grants_and_the_limits_that_counted_it()
    {
        await using WebHost host = await WebHost.StartAsync();
        (await host.Admin.SetLimitsAsync(Organisations.Acme, [new("all") { Soft = [500], Hard = 900 }], Actor.System)).GetValueOrThrow();
        (await host.Credits.ConsumeAsync(Organisations.Acme, "test-cases", Actor.Member("ada", "Ada"), 3)).GetValueOrThrow();
        Answer answer = (await host.As("grace").GetAsync("/transactions/2")).ShouldBe(HttpStatusCode.OK);
        answer["price"].Should().Be("10 a unit");
        answer.Json.GetProperty("row").GetProperty("amount").GetString().Should().Be("30");
        answer.Json.GetProperty("grants")[0].GetProperty("remaining").GetString().Should().Be("970", "it shows what the row left");
        answer.Json.GetProperty("limits")[0].GetRawText().Should().Be("""{"policy":"all","usageBefore":"0","usageAfter":"30","soft":["500"],"hard":"900"}""");
    }

    [Theory]
    [InlineData("0")]
    [InlineData("2")]
    [InlineData("-1")]
    [InlineData("99999999999999999999")]
    [InlineData("x")]
    public async Task A_transaction_that_is_not_there_is_not_found(string sequence)
    {
        await using WebHost host = await WebHost.StartAsync();
        (await host.As("grace").GetAsync("/transactions/" + sequence)).ShouldBe(HttpStatusCode.NotFound, "transaction_not_found");
    }

    [Fact]
    public async Task An_explanation_is_for_administrators_of_that_wallet()
    {
        await using WebHost host = await WebHost.StartAsync();
        (await host.As("ada").GetAsync("/transactions/1")).ShouldBe(HttpStatusCode.Forbidden, "not_authorized");
        (await host.As("eve").GetAsync("/transactions/1")).ShouldBe(HttpStatusCode.NotFound, "wallet_not_found");
    }
}
