using Credits.DependencyInjection;
using Credits.Pricing;
using Credits.Storage;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Credits.Cli.Stores;

/// <summary>Puts the library together over a store, as a host does, but for its maintenance: the tool does what it is asked, and no more.</summary>
internal static class Library
{
    /// <param name="catalog">The host's plans and features; none where left out.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="store">The store, which the services dispose of; one in memory where left out.</param>
    /// <param name="observer">Hears of commits.</param>
    /// <param name="cachedWallets">How many wallets stay in memory; the library's default where left out.</param>
    public static ServiceProvider Compose(CreditCatalog? catalog, IClock clock, IStore? store, ICommitObserver? observer = null, int? cachedWallets = null)
    {
        ServiceCollection services = new();
        if (observer is not null)
        {
            services.AddSingleton(observer);
        }

        CreditsBuilder credits = services.AddCredits(options =>
        {
            options.RunMaintenance = false;
            options.MaxCachedWallets = cachedWallets ?? options.MaxCachedWallets;
        }).UseClock(clock);
        _ = store is null ? credits.UseInMemory() : credits.UseStore(_ => store);
        foreach (CreditPlan plan in catalog?.Plans ?? [])
        {
            credits.AddPlan(plan);
        }

        foreach (CreditFeature feature in catalog?.Features ?? [])
        {
            credits.AddFeature(feature);
        }

        if (catalog?.ReissueGrace is { } grace)
        {
            credits.ReissueReturns(grace);
        }

        return services.BuildServiceProvider();
    }
}
