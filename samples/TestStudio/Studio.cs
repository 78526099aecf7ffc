using Credits;
using Microsoft.AspNetCore.Authentication.Cookies;
using TestStudio.Features;
using TestStudio.Pages;

namespace TestStudio;

/// <summary>A product with three features that cost credits, and the dashboard for its customers' administrators.</summary>
internal static class Studio
{
    private const string SignedIn = "signed-in";
    private const string Billing = "billing";

    public static WebApplication Build(string[] args)
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder(args);
        builder.Services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme)
            .AddCookie(static o =>
            {
                o.LoginPath = "/sign-in";
                o.Cookie.Name = "test-studio";
            });
        builder.Services.AddAuthorizationBuilder()
            .AddPolicy(SignedIn, static p => p.RequireAuthenticatedUser())
            .AddPolicy(Billing, static p => p.RequireClaim(PeopleAccess.BillingClaim));

        builder.Services.AddCredits()
            .AddPlan("free", static p => p.Welcome(1_000))
            .AddPlan("pro", static p => p.Allowance(5_000).EveryCalendarMonth().RollOver(500, periods: 1))
            .AddFeature(VisualComparison.Key, static f => f.DisplayName("Visual comparison").PricedBy(VisualComparison.PriceVersion, VisualComparison.PriceOf))
            .AddFeature(TestCases.Key, static f => f.DisplayName("Test-case generator").PerUnit(10).DefaultQuantity(TestCases.DefaultCount))
            .AddFeature(Assistant.Key, static f => f.DisplayName("Assistant")
                .PerDimension(("inputTokens", 0.02m), ("outputTokens", 0.06m)).RoundUpTo(1).ChargeOverage())
            .UseSqlite(builder.Configuration.GetConnectionString("Credits") ?? "Data Source=test-studio.db")
            .AddWebAccess<PeopleAccess>(static o =>
            {
                o.Policy = SignedIn;
                o.BillingPolicy = Billing;
            });
        builder.Services.AddSingleton<SimulatedModel>();
        builder.Services.AddScoped<VisualComparison>().AddScoped<TestCases>().AddScoped<Assistant>();

        WebApplication application = builder.Build();
        application.UseStaticFiles();
        application.UseAuthentication();
        application.UseAuthorization();
        application.UseAntiforgery();
        application.MapCreditsApi("/credits/api");
        application.MapCreditsDashboard("/credits", static o =>
        {
            o.Title = "Test Studio credits";
            o.HomeUrl = "~/";
            o.HomeText = "Back to Test Studio";
            o.UpgradeUrl = "~/upgrade/{wallet}";
        });
        SignInPages.Map(application);
        FeaturePages.Map(application.MapGroup("").RequireAuthorization(SignedIn));
        return application;
    }

    /// <summary>Opens both organisations' wallets. Operations have ids, so that it happens once, however often the sample starts.</summary>
    public static async Task OpenWalletsAsync(IServiceProvider services)
    {
        ICreditsAdmin admin = services.GetRequiredService<ICreditsAdmin>();
        (await admin.OpenWalletAsync(People.Acme, Actor.System, "pro", "Europe/Berlin", "open")).GetValueOrThrow();
        (await admin.OpenWalletAsync(People.Globex, Actor.System, "free", "America/New_York", "open")).GetValueOrThrow();
        (await admin.PurchaseAsync(People.Acme, new(500) { Note = "Starter pack" }, Actor.System, "starter-pack")).GetValueOrThrow();
        LimitPolicy[] limits =
        [
            new("plan") { Window = LimitWindow.Period, Soft = [LimitThreshold.Percent(75)], Hard = LimitThreshold.Percent(90) },
            new("each-member") { User = LimitPolicy.Each, Window = LimitWindow.Day, Soft = [400], Hard = 500 },
        ];
        (await admin.SetLimitsAsync(People.Acme, limits, Actor.System, "first-limits")).GetValueOrThrow();
    }
}
