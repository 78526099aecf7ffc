using System.Net;
using Credits.AspNetCore.Tests.Host;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Credits.AspNetCore.Tests.Access;

/// <summary>Nothing is open to the world by being forgotten.</summary>
public sealed class StartTests
{
    [Fact]
    public async Task Outside_Development_it_refuses_to_start_without_a_policy()
    {
        WebApplicationBuilder builder = WebHost.NewBuilder();
        builder.Services.AddCredits().UseInMemory().AddWebAccess<Organisations>();
        await using WebApplication application = builder.Build();
        application.Invoking(a => a.MapCreditsApi()).Should().Throw<InvalidOperationException>().WithMessage("*policy*o.Policy = \"credits\"*");
    }

    [Fact]
    public async Task Outside_Development_it_refuses_to_start_without_knowing_whose_wallets_are_whose()
    {
        WebApplicationBuilder builder = WebHost.NewBuilder();
        builder.Services.AddCredits().UseInMemory().AddWebAccess(static o => o.Policy = "credits");
        await using WebApplication application = builder.Build();
        application.Invoking(a => a.MapCreditsApi()).Should().Throw<InvalidOperationException>().WithMessage("*ICreditsAccess*");
    }

    [Fact]
    public async Task Without_AddWebAccess_it_says_what_is_missing()
    {
        WebApplicationBuilder builder = WebHost.NewBuilder("Development");
        builder.Services.AddCredits().UseInMemory();
        await using WebApplication application = builder.Build();
        application.Invoking(a => a.MapCreditsApi()).Should().Throw<InvalidOperationException>().WithMessage("*AddWebAccess*");
    }

    [Theory]
    [InlineData("misspelt", null)]
    [InlineData("credits", "misspelt")]
    public async Task A_policy_that_does_not_exist_is_found_at_start(string policy, string? billing)
    {
        WebApplicationBuilder builder = WebHost.NewBuilder();
        builder.Services.AddCredits().UseInMemory().AddWebAccess<Organisations>(o =>
        {
            o.Policy = policy;
            o.BillingPolicy = billing;
        });
        await using WebApplication application = builder.Build();
        application.MapCreditsApi();
        await application.Invoking(a => a.StartAsync()).Should().ThrowAsync<InvalidOperationException>().WithMessage("*'misspelt'*not registered*");
    }

    [Theory]
    [InlineData(1_023)]
    [InlineData(1_048_577)]
    public async Task Options_out_of_range_are_found_at_start(int bytes)
    {
        WebApplicationBuilder builder = WebHost.NewBuilder();
        builder.Services.AddCredits().UseInMemory().AddWebAccess<Organisations>(o =>
        {
            o.Policy = "credits";
            o.MaxBodyBytes = bytes;
        });
        await using WebApplication application = builder.Build();
        await application.Invoking(a => a.StartAsync()).Should().ThrowAsync<OptionsValidationException>().WithMessage("*MaxBodyBytes*");
    }

    [Fact]
    public async Task In_Development_without_a_policy_it_is_open_to_the_machine_itself_by_its_own_name_and_writes_need_a_token()
    {
        WebApplicationBuilder builder = WebHost.NewBuilder("Development");
        builder.Services.AddCredits(static o => o.RunMaintenance = false).UseInMemory().AddWebAccess();
        await using WebApplication application = builder.Build();
        application.UseAuthorization();
        application.MapCreditsApi();
        await application.StartAsync();
        (await application.Services.GetRequiredService<ICreditsAdmin>().OpenWalletAsync("acme", Actor.System)).GetValueOrThrow();
        using HttpClient client = new() { BaseAddress = new(application.Urls.Single()) };

        (await client.GetStringAsync("/credits/api/wallets")).Should().Contain("\"acme\"").And.Contain("\"developer\"");
        (await client.GetAsync("/credits/api/wallets/acme/balance")).StatusCode.Should().Be(HttpStatusCode.OK);
        using HttpRequestMessage rebound = new(HttpMethod.Get, "/credits/api/wallets/acme/balance") { Headers = { Host = "attacker.example" } };
        (await client.SendAsync(rebound)).StatusCode.Should().Be(HttpStatusCode.Forbidden);
        using StringContent body = new("{\"amount\":1}", new System.Net.Http.Headers.MediaTypeHeaderValue("application/json"));
        HttpResponseMessage written = await client.PostAsync("/credits/api/wallets/acme/purchases", body);
        written.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await written.Content.ReadAsStringAsync()).Should().Contain("antiforgery_token_invalid");
    }
}
