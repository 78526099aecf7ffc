using Credits.Notifications;
using Credits.Pricing;
using Credits.Storage;
using Credits.TopUps;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using NodaTime;

namespace Credits.DependencyInjection;

/// <summary>
/// What <see cref="CreditsServiceCollectionExtensions.AddCredits"/> returns: says which plans and features there are, where wallets
/// are kept, and who hears of notices. Mistakes in plans and features throw nothing here: all of them are reported together at start.
/// For use while services are being registered, by one thread.
/// </summary>
public sealed class CreditsBuilder
{
    private readonly CatalogDraft _draft;

    internal CreditsBuilder(IServiceCollection services, CatalogDraft draft)
    {
        Services = services;
        _draft = draft;
    }

    /// <summary>The host's services, for extensions of this builder.</summary>
    public IServiceCollection Services { get; }

    /// <summary>Adds a plan. Semantics, section 4.</summary>
    /// <param name="code">Its code, given once in code and configuration together: 1 to 200 characters without control characters.</param>
    /// <param name="configure">What the plan gives; runs when the catalogue is put together.</param>
    /// <returns>This builder.</returns>
    public CreditsBuilder AddPlan(string code, Action<PlanBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(code);
        ArgumentNullException.ThrowIfNull(configure);
        _draft.Add(catalog => catalog.AddPlan(Place.InCode($"AddPlan(\"{code}\")"), code, configure));
        return this;
    }

    /// <summary>Adds a plan that is made already.</summary>
    /// <param name="plan">The plan.</param>
    /// <returns>This builder.</returns>
    public CreditsBuilder AddPlan(CreditPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        _draft.Add(catalog => catalog.AddPlan(Place.InCode($"AddPlan(\"{plan.Code}\")"), plan.Code, plan));
        return this;
    }

    /// <summary>Adds a feature. Semantics, section 5.</summary>
    /// <param name="key">Its key, given once in code and configuration together: 1 to 200 characters without control characters.</param>
    /// <param name="configure">What the feature costs; runs when the catalogue is put together.</param>
    /// <returns>This builder.</returns>
    public CreditsBuilder AddFeature(string key, Action<FeatureBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(configure);
        _draft.Add(catalog => catalog.AddFeature(Place.InCode($"AddFeature(\"{key}\")"), key, configure));
        return this;
    }

    /// <summary>Adds a feature that is made already.</summary>
    /// <param name="feature">The feature.</param>
    /// <returns>This builder.</returns>
    public CreditsBuilder AddFeature(CreditFeature feature)
    {
        ArgumentNullException.ThrowIfNull(feature);
        _draft.Add(catalog => catalog.AddFeature(Place.InCode($"AddFeature(\"{feature.Key}\")"), feature.Key, feature));
        return this;
    }

    /// <summary>
    /// Credits that come back to an ended grant are issued again for a while, instead of expiring at once as they do by default;
    /// said at most once. Semantics, section 6.
    /// </summary>
    /// <param name="grace">How long they live then: more than 0. The rules' own suggestion is 7 days.</param>
    /// <returns>This builder.</returns>
    public CreditsBuilder ReissueReturns(Duration grace)
    {
        _draft.Add(catalog => catalog.SetReturns(Place.InCode("ReissueReturns"), grace));
        return this;
    }

    /// <summary>
    /// Adds the plans and features of a configuration section, in the form of the catalogue files: <c>plans</c>, <c>features</c> and
    /// <c>returns</c>, nothing else. Read when the catalogue is put together; later changes of the configuration are not seen.
    /// </summary>
    /// <remarks>
    /// <para>
    /// A plan has <c>code</c>, <c>allowance</c>, <c>period</c> (<c>calendar_month</c>, <c>anniversary_month</c>, <c>week</c>, <c>day</c>,
    /// <c>year</c>), <c>welcome</c> and <c>rollover</c> (<c>maxCredits</c>, <c>periods</c>); a feature has <c>key</c>, <c>displayName</c>,
    /// one of <c>unitPrice</c>, <c>rates</c> and <c>tiers</c> (each <c>upTo</c>, <c>credits</c>), <c>roundUpTo</c>, <c>defaultQuantity</c>,
    /// <c>reservationTtl</c> (<c>PT1H</c> or <c>01:00:00</c>) and <c>overage</c> (<c>refuse</c>, <c>charge</c>); <c>returns</c> is
    /// <c>lapse</c> or has <c>reissue</c>, a duration. Numbers are written with a point, whatever the culture.
    /// </para>
    /// <para>
    /// Plans and features are a list (<c>Credits:Plans:0:code</c>), or a map by code or key (<c>Credits:Plans:pro:allowance</c>), also both
    /// mixed; a name of digits alone needs the list, and a map is taken in the order of its names. Names of fields are compared without case. Codes, keys and dimensions keep theirs:
    /// where a second source, such as the environment, overrides a value, it spells them as the first does.
    /// </para>
    /// </remarks>
    /// <param name="section">The section, usually <c>builder.Configuration.GetSection("Credits")</c>, or the root of a file of its own.</param>
    /// <returns>This builder.</returns>
    public CreditsBuilder FromConfiguration(IConfiguration section)
    {
        ArgumentNullException.ThrowIfNull(section);
        _draft.Add(catalog => CatalogConfiguration.Read(section, catalog));
        return this;
    }

    /// <summary>Keeps wallets in this process's memory and loses them with it: for tests and first steps. See <see cref="UseStore{TStore}"/>.</summary>
    /// <returns>This builder.</returns>
    public CreditsBuilder UseInMemory() => UseStore<InMemoryStore>();

    /// <summary>Keeps wallets in a store of this type, a singleton made by the container. Of several stores the one named last is used, so that a test can replace the host's.</summary>
    /// <typeparam name="TStore">The store.</typeparam>
    /// <returns>This builder.</returns>
    public CreditsBuilder UseStore<TStore>()
        where TStore : class, IStore
    {
        Services.RemoveAll<IStore>();
        Services.AddSingleton<IStore, TStore>();
        return this;
    }

    /// <summary>Keeps wallets in a store made by a function. Of several stores the one named last is used, so that a test can replace the host's.</summary>
    /// <param name="make">Makes the store, once.</param>
    /// <returns>This builder.</returns>
    public CreditsBuilder UseStore(Func<IServiceProvider, IStore> make)
    {
        ArgumentNullException.ThrowIfNull(make);
        Services.RemoveAll<IStore>();
        Services.AddSingleton(make);
        return this;
    }

    /// <summary>
    /// Has committed notices delivered to a notifier of this type, a singleton made by the container; adding a type twice without a name
    /// adds it once. Every notifier gets every notice. Without any, in any process, notices stay in the store.
    /// </summary>
    /// <typeparam name="TNotifier">The notifier.</typeparam>
    /// <param name="name">Its channel's name, 1 to 200 characters; <see cref="INotifier.Name"/> where left out.</param>
    /// <returns>This builder.</returns>
    public CreditsBuilder AddNotifier<TNotifier>(string? name = null)
        where TNotifier : class, INotifier
    {
        if (name is null)
        {
            Services.TryAddEnumerable(ServiceDescriptor.Singleton<INotifier, TNotifier>());
            return this;
        }

        Services.AddKeyedSingleton<TNotifier>(name);
        Services.AddSingleton<INotifier>(provider => new NamedNotifier(name, provider.GetRequiredKeyedService<TNotifier>(name)));
        return this;
    }

    /// <summary>Has committed notices delivered to a notifier made by a function.</summary>
    /// <param name="make">Makes the notifier, once.</param>
    /// <param name="name">Its channel's name, 1 to 200 characters; <see cref="INotifier.Name"/> where left out.</param>
    /// <returns>This builder.</returns>
    public CreditsBuilder AddNotifier(Func<IServiceProvider, INotifier> make, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(make);
        if (name is null)
        {
            Services.AddSingleton(make);
            return this;
        }

        Services.AddKeyedSingleton(name, (provider, _) => make(provider));
        Services.AddSingleton<INotifier>(provider => new NamedNotifier(name, provider.GetRequiredKeyedService<INotifier>(name)));
        return this;
    }

    /// <summary>
    /// Has automatic purchases paid by a provider of this type, a singleton made by the container, which the hosted service calls in one of the processes
    /// that have one. Of several the one named last is used. Without any in all processes, attempts wait until <see cref="ICreditsAdmin.CompleteTopUpAsync"/>.
    /// </summary>
    /// <typeparam name="TProvider">The provider.</typeparam>
    /// <returns>This builder.</returns>
    public CreditsBuilder AddTopUpProvider<TProvider>()
        where TProvider : class, ITopUpProvider
    {
        Services.RemoveAll<ITopUpProvider>();
        Services.AddSingleton<ITopUpProvider, TProvider>();
        Services.TryAddEnumerable(ServiceDescriptor.Singleton<INotifier, TopUpNotifier>());
        return this;
    }

    /// <summary>Has automatic purchases paid by a provider made by a function; as <see cref="AddTopUpProvider{TProvider}"/>.</summary>
    /// <param name="make">Makes the provider, once.</param>
    /// <returns>This builder.</returns>
    public CreditsBuilder AddTopUpProvider(Func<IServiceProvider, ITopUpProvider> make)
    {
        ArgumentNullException.ThrowIfNull(make);
        Services.RemoveAll<ITopUpProvider>();
        Services.AddSingleton(make);
        Services.TryAddEnumerable(ServiceDescriptor.Singleton<INotifier, TopUpNotifier>());
        return this;
    }

    /// <summary>Has an observer of this type, a singleton made by the container, hear of this process's commits; adding a type twice adds it once.</summary>
    /// <typeparam name="TObserver">The observer. It must not ask for <see cref="ICredits"/> or <see cref="ICreditsAdmin"/> in its constructor, for they are made with it.</typeparam>
    /// <returns>This builder.</returns>
    public CreditsBuilder AddCommitObserver<TObserver>()
        where TObserver : class, ICommitObserver
    {
        Services.TryAddEnumerable(ServiceDescriptor.Singleton<ICommitObserver, TObserver>());
        return this;
    }

    /// <summary>Tells the time by this clock instead of any other that is registered: for tests and simulations.</summary>
    /// <param name="clock">The clock.</param>
    /// <returns>This builder.</returns>
    public CreditsBuilder UseClock(IClock clock)
    {
        ArgumentNullException.ThrowIfNull(clock);
        Services.Replace(ServiceDescriptor.Singleton(clock));
        return this;
    }
}
