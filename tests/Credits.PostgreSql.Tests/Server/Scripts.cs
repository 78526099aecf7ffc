using Credits.DependencyInjection;
using Credits.Journal;
using Credits.Pricing;
using Credits.Storage;
using Credits.Testing;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Credits.PostgreSql.Tests.Server;

/// <summary>Hosts of the library, and genuine entries.</summary>
internal static class Scripts
{
    public const string Feature = "test-cases";

    public static readonly Actor User = Actor.Member("u1", "Ada");

    /// <summary>The library over a store, as a process has it.</summary>
    public static ServiceProvider Host(IStore store, IClock? clock = null, Action<CreditsOptions>? configure = null, ICommitObserver? observer = null, Action<CreditsBuilder>? build = null)
    {
        ServiceCollection services = new();
        if (observer is not null)
        {
            services.AddSingleton(observer);
        }

        CreditsBuilder builder = services.AddCredits(options =>
        {
            options.RunMaintenance = false;
            configure?.Invoke(options);
        })
            .AddPlan(new CreditPlan("pro") { Allowance = 5_000 })
            .AddFeature(new CreditFeature(Feature, new UnitPrice(1)))
            .UseStore(_ => store)
            .UseClock(clock ?? SystemClock.Instance);
        build?.Invoke(builder);
        return services.BuildServiceProvider();
    }

    public static async Task OpenAsync(IServiceProvider host, WalletId wallet, CreditAmount balance)
    {
        ICreditsAdmin admin = host.GetRequiredService<ICreditsAdmin>();
        (await admin.OpenWalletAsync(wallet, Actor.System)).GetValueOrThrow();
        (await admin.PurchaseAsync(wallet, new(balance), Actor.System, "balance")).GetValueOrThrow();
    }

    /// <summary>A consume's entry, the third of its wallet.</summary>
    public static async Task<JournalEntry> ConsumeAsync(string operation) =>
        (await ConsumesAsync("acme", [operation]))[^1];

    /// <summary>An opened wallet with a purchase, and these consumes.</summary>
    public static async Task<List<JournalEntry>> ConsumesAsync(WalletId wallet, IEnumerable<string> operations)
    {
        Collector collector = new();
        await using ServiceProvider host = Host(new InMemoryStore(), new ManualClock(Instant.FromUtc(2026, 1, 15, 9, 33)), observer: collector);
        await OpenAsync(host, wallet, 1_000_000);
        ICredits credits = host.GetRequiredService<ICredits>();
        foreach (string operation in operations)
        {
            (await credits.ConsumeAsync(wallet, Feature, User, 5, operation: operation)).GetValueOrThrow();
        }

        return collector.Entries;
    }

    public sealed class Collector : ICommitObserver
    {
        public List<JournalEntry> Entries { get; } = [];

        public void Committed(WalletId wallet, IReadOnlyList<JournalEntry> entries) => Entries.AddRange(entries);
    }
}
