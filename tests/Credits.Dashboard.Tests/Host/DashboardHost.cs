using System.Security.Claims;
using Credits.AspNetCore;
using Credits.Testing;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Credits.Dashboard.Tests.Host;

/// <summary>A host on a loopback port of its own, also below a path base, with a month of one organisation's life in it.</summary>
internal sealed class DashboardHost : IAsyncDisposable
{
    public const string Acme = "acme";
    public const string PathBase = "/tenant/x";

    private static int _wallets;

    private readonly WebApplication _application;

    private DashboardHost(WebApplication application)
    {
        _application = application;
        Address = application.Urls.Single();
    }

    public string Address { get; }

    public ICredits Credits => _application.Services.GetRequiredService<ICredits>();

    public ICreditsAdmin Admin => _application.Services.GetRequiredService<ICreditsAdmin>();

    public ManualClock Clock => (ManualClock)_application.Services.GetRequiredService<IClock>();

    public static async Task<DashboardHost> StartAsync(Action<CreditsDashboardOptions>? configure = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new() { EnvironmentName = "Production" });
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRouting();
        builder.Logging.ClearProviders();
        builder.Services.AddAuthentication(CookieName.SchemeName).AddScheme<AuthenticationSchemeOptions, CookieName>(CookieName.SchemeName, null);
        builder.Services.AddAuthorizationBuilder()
            .AddPolicy("credits", static p => p.RequireAuthenticatedUser())
            .AddPolicy("billing", static p => p.RequireClaim(ClaimTypes.Name, "bill"));
        builder.Services.AddCredits(static o => o.RunMaintenance = false)
            .AddPlan("free", static p => p.Welcome(1_000))
            .AddPlan("pro", static p => p.Allowance(5_000).EveryCalendarMonth().RollOver(500, periods: 1))
            .AddPlan("business", static p => p.Allowance(20_000).EveryCalendarMonth())
            .AddFeature("test-cases", static f => f.DisplayName("Test-case generator").PerUnit(10).DefaultQuantity(5))
            .AddFeature("assistant", static f => f.DisplayName("Assistant").PerDimension(("inputTokens", 0.001m), ("outputTokens", 0.003m)))
            .AddFeature("visual-comparison", static f => f.DisplayName("Visual comparison").PerUnit(3))
            .AddWebAccess<People>(static o =>
            {
                o.Policy = "credits";
                o.BillingPolicy = "billing";
            })
            .UseClock(new ManualClock(Instant.FromUtc(2026, 1, 5, 9, 0)))
            .UseInMemory();
        WebApplication application = builder.Build();
        application.UsePathBase(PathBase);
        application.UseRouting();
        application.UseAuthentication();
        application.UseAuthorization();
        application.MapCreditsApi("/credits/api");
        application.MapCreditsDashboard("/credits", configure ?? (static o =>
        {
            o.UpgradeUrl = "~/buy?for={wallet}";
            o.HomeUrl = "~/";
        }));
        await application.StartAsync();
        return new(application);
    }

    /// <summary>A wallet of its own for a test that writes, on the plan pro.</summary>
    public async Task<WalletId> OpenAsync()
    {
        WalletId wallet = $"wallet-{Interlocked.Increment(ref _wallets)}";
        (await Admin.OpenWalletAsync(wallet, Actor.System, "pro", "Europe/Berlin")).GetValueOrThrow();
        return wallet;
    }

    /// <summary>Acme from the 5th of January to the 20th of February: people, features, limits, a purchase, a refund, a void, reservations.</summary>
    public async Task LiveAsync()
    {
        (await Admin.OpenWalletAsync(Acme, Actor.System, "pro", "Europe/Berlin")).GetValueOrThrow();
        (await Admin.OpenWalletAsync(People.Others, Actor.System, "free")).GetValueOrThrow();
        LimitPolicy[] limits =
        [
            new("plan") { Window = LimitWindow.Period, Soft = [LimitThreshold.Percent(75)], Hard = LimitThreshold.Percent(90) },
            new("each-member") { User = LimitPolicy.Each, Soft = [1_500], Hard = 2_000 },
            new("assistant") { Feature = "assistant", Window = LimitWindow.Week, Hard = 200 },
        ];
        (await Admin.SetLimitsAsync(Acme, limits, Actor.System)).GetValueOrThrow();
        (await Admin.PurchaseAsync(Acme, new(1_000) { Note = "Invoice 4711" }, Actor.Admin("bill", "Bill"))).GetValueOrThrow();
        (await Admin.GrantAsync(
            Acme,
            new(250, GrantKind.Promotional) { Note = People.Markup, ExpiresAt = Instant.FromUtc(2026, 3, 10, 0, 0) },
            Actor.Admin("bill", "Bill"))).GetValueOrThrow();
        Actor[] users = [Actor.Member("ada", "Ada"), Actor.Member("bob", "Bob"), Actor.Admin("mallory", People.Markup)];
        for (int day = 0; day < 46; day++)
        {
            foreach (Actor user in users)
            {
                int count = 1 + ((day * 7 + user.Id.Length * 3) % 5);
                (await Credits.ConsumeAsync(Acme, "test-cases", user, count)).GetValueOrThrow();
                (await Credits.ConsumeAsync(Acme, "visual-comparison", user, count + 2)).GetValueOrThrow();
                (await Credits.ConsumeAsync(Acme, "assistant", user, Quantity.Of(("inputTokens", 1_234 * count), ("outputTokens", 321 * count)))).GetValueOrThrow();
            }

            Clock.Advance(Duration.FromDays(1));
        }

        (await Credits.ConsumeAsync(Acme, "test-cases", users[1], 5, operation: "to-refund")).GetValueOrThrow();
        (await Admin.RefundAsync(Acme, "to-refund", "=HYPERLINK(\"http://example.invalid\") the generator had failed", Actor.Admin("bill", "Bill"))).GetValueOrThrow();
        (await Credits.ReserveAsync(Acme, "test-cases", users[0], 4, "generation-17")).GetValueOrThrow().Detach();
        (await Admin.GrantAsync(
            Acme, new(300, GrantKind.Complimentary) { EffectiveAt = Instant.FromUtc(2026, 4, 1, 0, 0) }, Actor.Admin("bill", "Bill"))).GetValueOrThrow();
    }

    public async ValueTask DisposeAsync() => await _application.DisposeAsync();
}
