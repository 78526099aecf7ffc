using Credits.Notifications;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Credits.Tests.Snippets;

/// <summary>Code of the README, kept compiling; <see cref="ReadmeTests"/> compares the two.</summary>
internal static class HostSnippets
{
    public static HostApplicationBuilder Register(string[] args)
    {
        // begin: register
        HostApplicationBuilder builder = Host.CreateApplicationBuilder(args); // or WebApplication.CreateBuilder(args)
        builder.Services.AddCredits()
            .AddPlan("free", p => p.Welcome(1_000))
            .AddPlan("pro", p => p.Allowance(5_000).EveryCalendarMonth().RollOver(500, periods: 1))
            .AddFeature("test-cases", f => f.DisplayName("Test cases").PerUnit(10).DefaultQuantity(5))
            .AddFeature("assistant", f => f.PerDimension(("inputTokens", 0.001m), ("outputTokens", 0.003m)).RoundUpTo(1).ChargeOverage())
            .AddFeature("visual-comparison", f => f.Tiers(t => t.UpTo(1, 2).UpTo(3, 5).Beyond(8)))
            .AddNotifier<MailNotifier>()
            .UseSqlite("Data Source=credits.db");
        // end
        return builder;
    }

    public static void RegisterFromConfiguration(HostApplicationBuilder builder) =>
        // begin: configuration
        builder.Services.AddCredits().FromConfiguration(builder.Configuration.GetSection("Credits")).UseSqlite("Data Source=credits.db");
        // end

    public static void Grow(HostApplicationBuilder builder) =>
        // begin: grow
        builder.Services.AddCredits().UsePostgreSql("Host=localhost;Database=app;Username=app", options => options.MigrateAtStart = true);
        // end

    public static async Task OpenAsync(ICreditsAdmin admin)
    {
        // begin: open
        await admin.OpenWalletAsync("acme", Actor.System, plan: "free", zone: "Europe/Berlin");
        // end
    }
}

internal interface IMailer
{
    Task SendAsync(string text, string key, CancellationToken cancellationToken);
}

// begin: notifier
internal sealed class MailNotifier(IMailer mailer) : INotifier
{
    public async ValueTask NotifyAsync(Notice notice, CancellationToken cancellationToken)
    {
        if (notice is LimitReached { IsHard: true } limit)
        {
            await mailer.SendAsync($"{limit.Wallet} has used {limit.Usage} of {limit.Threshold} credits.", key: limit.Id, cancellationToken);
        }
    }
}
// end
