using System.Security.Claims;
using Credits.DependencyInjection;
using Credits.Storage;
using Credits.Testing;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Credits.AspNetCore.Tests.Host;

/// <summary>A web host on a loopback port of its own: two organisations, their people, and the endpoints.</summary>
internal sealed class WebHost : IAsyncDisposable
{
    public const string Api = "/credits/api";
    public static readonly Instant Start = Instant.FromUtc(2026, 1, 5, 9, 0);

    private readonly WebApplication _application;

    private WebHost(WebApplication application)
    {
        _application = application;
        Address = new Uri(application.Urls.Single());
    }

    public Uri Address { get; }

    public IServiceProvider Services => _application.Services;

    public ICredits Credits => Services.GetRequiredService<ICredits>();

    public ICreditsAdmin Admin => Services.GetRequiredService<ICreditsAdmin>();

    public ManualClock Clock => (ManualClock)Services.GetRequiredService<IClock>();

    public static WebApplicationBuilder NewBuilder(string environment = "Production")
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new() { EnvironmentName = environment });
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRouting();
        builder.Logging.ClearProviders();
        builder.Services.AddAuthentication(TestAuthentication.Name).AddScheme<AuthenticationSchemeOptions, TestAuthentication>(TestAuthentication.Name, null);
        builder.Services.AddAuthorizationBuilder()
            .AddPolicy("credits", static p => p.RequireAuthenticatedUser())
            .AddPolicy("billing", static p => p.RequireClaim(ClaimTypes.Name, "bill"));
        return builder;
    }

    public static async Task<WebHost> StartAsync(
        Action<CreditsBuilder>? configure = null,
        Action<WebApplicationBuilder>? build = null,
        Action<WebApplication>? map = null,
        IStore? store = null,
        IClock? clock = null,
        bool open = true,
        Action<WebApplication>? mapApi = null)
    {
        WebApplicationBuilder builder = NewBuilder();
        CreditsBuilder credits = builder.Services.AddCredits(static o => o.RunMaintenance = false)
            .AddPlan("free", static p => p.Welcome(1_000))
            .AddPlan("pro", static p => p.Allowance(5_000).EveryCalendarMonth().RollOver(500, periods: 1))
            .AddFeature("test-cases", static f => f.DisplayName("Test cases").PerUnit(10).DefaultQuantity(5))
            .AddFeature("assistant", static f => f.PerDimension(("inputTokens", 0.001m), ("outputTokens", 0.003m)).ChargeOverage())
            .AddWebAccess<Organisations>(static o =>
            {
                o.Policy = "credits";
                o.BillingPolicy = "billing";
            })
            .UseClock(clock ?? new ManualClock(Start));
        _ = store is null ? credits.UseInMemory() : credits.UseStore(_ => store);
        configure?.Invoke(credits);
        build?.Invoke(builder);
        WebApplication application = builder.Build();
        if (mapApi is null)
        {
            application.UseAuthentication();
            application.UseAuthorization();
            application.MapCreditsApi(Api);
        }

        mapApi?.Invoke(application);
        map?.Invoke(application);
        await application.StartAsync();
        WebHost host = new(application);
        if (open)
        {
            foreach (string wallet in new[] { Organisations.Acme, Organisations.Globex })
            {
                (await host.Admin.OpenWalletAsync(wallet, Actor.System, "free")).GetValueOrThrow();
            }
        }

        return host;
    }

    /// <summary>A caller with a bearer token and no cookies, as programs are.</summary>
    public Caller As(string who) => new(this, who, cookie: false);

    /// <summary>A caller with a cookie, as browsers are.</summary>
    public Caller InBrowser(string who) => new(this, who, cookie: true);

    public async ValueTask DisposeAsync() => await _application.DisposeAsync();
}
