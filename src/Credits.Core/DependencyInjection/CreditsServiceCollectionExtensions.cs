using System.Diagnostics.Metrics;
using Credits;
using Credits.DependencyInjection;
using Credits.Diagnostics;
using Credits.Engine;
using Credits.Notifications;
using Credits.Pricing;
using Credits.Storage;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using NodaTime;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds prepaid credits to a host.</summary>
public static class CreditsServiceCollectionExtensions
{
    /// <summary>
    /// Registers <see cref="ICredits"/> for feature code, <see cref="ICreditsAdmin"/> for administrators and billing, and
    /// <see cref="ICreditsMaintenance"/>, all as singletons, and a hosted service that records what falls due and delivers notices.
    /// What the builder is told is put together when the host starts, or when one of these is first resolved: everything that is wrong
    /// with plans, features, options and store is then reported at once.
    /// </summary>
    /// <remarks>
    /// Calling it again adds to what was said before. The clock is the system's unless the host has registered an
    /// <see cref="IClock"/> or calls <see cref="CreditsBuilder.UseClock"/>.
    /// </remarks>
    /// <param name="services">The host's services.</param>
    /// <param name="configure">How the library runs in this process; the defaults of <see cref="CreditsOptions"/> where left out.</param>
    /// <returns>A builder for plans, features, store and notifiers.</returns>
    /// <exception cref="OptionsValidationException">Thrown at start, not here: one failure for each mistake.</exception>
    /// <example>
    /// <code>
    /// builder.Services.AddCredits()
    ///     .AddPlan("free", p => p.Welcome(1_000))
    ///     .AddPlan("pro", p => p.Allowance(5_000).EveryCalendarMonth())
    ///     .AddFeature("test-cases", f => f.PerUnit(10).DefaultQuantity(5))
    ///     .UseInMemory();
    /// </code>
    /// </example>
    public static CreditsBuilder AddCredits(this IServiceCollection services, Action<CreditsOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        if (configure is not null)
        {
            services.Configure(configure);
        }

        if (services.FirstOrDefault(s => s.ServiceType == typeof(CatalogDraft))?.ImplementationInstance is CatalogDraft known)
        {
            return new(services, known);
        }

        CatalogDraft draft = new();
        services.AddSingleton(draft);
        AddOptions(services);
        AddEngine(services);
        services.AddHostedService(static provider => new CreditsHostedService(
            provider.GetRequiredService<Sweeper>(),
            provider.GetRequiredService<NoticePump>(),
            provider.GetRequiredService<LaneCache>(),
            provider.GetRequiredService<CreditsMetrics>(),
            Logger<CreditsHostedService>(provider)));
        return new(services, draft);
    }

    private static void AddOptions(IServiceCollection services)
    {
        services.AddOptions<CreditsOptions>().ValidateOnStart();
        services.AddSingleton<IValidateOptions<CreditsOptions>, CreditsOptionsValidator>();
        services.AddSingleton(static provider => provider.GetRequiredService<CatalogDraft>().Compose());
        services.TryAddSingleton(static provider =>
        {
            // Reading the options validates them and the catalogue with them.
            _ = provider.GetRequiredService<IOptions<CreditsOptions>>().Value;
            return provider.GetRequiredService<ComposedCatalog>().Catalog;
        });
    }

    private static void AddEngine(IServiceCollection services)
    {
#pragma warning disable RS0030 // The one default of the library that names the system clock; everything else is handed it.
        services.TryAddSingleton<IClock>(SystemClock.Instance);
#pragma warning restore RS0030
        services.AddSingleton(Context);
        services.AddSingleton<LaneCache>();
        services.AddSingleton<UsageReader>();
        services.AddSingleton<WalletReader>();
        services.AddSingleton<ParkedNoticeReader>();
        services.AddSingleton<TransactionReader>();
        services.AddSingleton<Verifier>();
        services.TryAddSingleton<ICredits, CreditsClient>();
        services.TryAddSingleton<ICreditsAdmin, CreditsAdmin>();
        services.TryAddSingleton<ICreditsOutbox, CreditsOutbox>();
        services.AddSingleton(static provider => new CreditsMetrics(provider.GetService<IMeterFactory>()));
        services.AddSingleton(static provider => new StoreWatch(provider.GetRequiredService<IStore>(), provider.GetRequiredService<CreditsMetrics>()));
        services.AddSingleton(static provider => new Sweeper(
            provider.GetRequiredService<LaneCache>(), provider.GetRequiredService<StoreWatch>(), provider.GetRequiredService<CreditsMetrics>(), Logger<Sweeper>(provider)));
        services.AddSingleton(static provider => new NoticePump(
            provider.GetServices<INotifier>(),
            provider.GetRequiredService<LaneContext>(),
            provider.GetRequiredService<StoreWatch>(),
            provider.GetRequiredService<CreditsMetrics>(),
            Logger<NoticePump>(provider)));
        services.TryAddSingleton<ICreditsMaintenance, Maintenance>();
    }

    private static ILogger<T> Logger<T>(IServiceProvider provider) => (provider.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance).CreateLogger<T>();

    private static LaneContext Context(IServiceProvider provider)
    {
        // The options come first: what is wrong with them says more than a service that cannot be made for want of a store.
        CreditsOptions options = provider.GetRequiredService<IOptions<CreditsOptions>>().Value;
        return new LaneContext(
            provider.GetRequiredService<StoreWatch>(),
            provider.GetRequiredService<CreditCatalog>(),
            provider.GetRequiredService<IClock>(),
            options,
            [.. provider.GetServices<ICommitObserver>()])
        {
            Logger = Logger<LaneCache>(provider),
            Metrics = provider.GetRequiredService<CreditsMetrics>(),
        };
    }
}
