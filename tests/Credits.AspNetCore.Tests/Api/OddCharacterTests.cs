using System.Net;
using Credits.AspNetCore.Tests.Host;

namespace Credits.AspNetCore.Tests.Api;

/// <summary>Ids are the host's, whatever is in them.</summary>
public sealed class OddCharacterTests(SharedHost shared) : IClassFixture<SharedHost>
{
    public static TheoryData<string> OddIds => [.. Organisations.OddIds];

    [Theory]
    [MemberData(nameof(OddIds))]
    public async Task A_wallet_with_an_odd_name_is_found_and_no_other(string wallet)
    {
        WebHost host = shared.Host;
        (await host.Admin.OpenWalletAsync(wallet, Actor.System, "free")).GetValueOrThrow();
        (await host.As("olaf").GetAsync("/balance", wallet)).ShouldBe(HttpStatusCode.OK)["available"].Should().Be("1000");
        Answer bought = (await host.As("root").PostAsync("/purchases", new { amount = 1, grant = wallet, note = wallet }, wallet: wallet)).ShouldBe(HttpStatusCode.OK);
        bought["grant"].Should().Be(wallet);
        (await host.As("olaf").GetAsync("/transactions?limit=1", wallet)).Json.GetProperty("rows")[0].GetProperty("reason").GetString().Should().Be(wallet);
        (await host.As("grace").GetAsync("/balance", wallet)).ShouldBe(HttpStatusCode.NotFound, "wallet_not_found");
    }

    [Theory]
    [InlineData("%00")]
    [InlineData("%0A")]
    [InlineData("a%0D%0ASet-Cookie:x")]
    [InlineData("%ED%A0%80")]
    [InlineData("%2e%2e")]
    [InlineData("%20")]
    [InlineData("..%2f..%2f")]
    public async Task A_name_that_no_wallet_can_have_is_not_found(string segment)
    {
        WebHost host = shared.Host;
        foreach (string who in new[] { "root", "grace" })
        {
            Caller caller = host.As(who);
            Answer answer = await caller.SendAsync(caller.Request(HttpMethod.Get, $"{WebHost.Api}/wallets/{segment}/balance"));
            ((int)answer.Status).Should().BeOneOf(400, 404);
            answer.Headers.Should().NotContainKey("Set-Cookie");
        }
    }

    [Fact]
    public async Task A_name_that_is_too_long_is_not_found()
    {
        WebHost host = shared.Host;
        (await host.As("root").GetAsync("/balance", new string('w', 201))).ShouldBe(HttpStatusCode.NotFound, "wallet_not_found");
    }
}
