using Credits.DependencyInjection;
using Credits.PostgreSql;
using Credits.Storage;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Keeps wallets in PostgreSQL.</summary>
public static class PostgreSqlCreditsBuilderExtensions
{
    /// <summary>Keeps wallets in PostgreSQL, on connections of the store's own.</summary>
    /// <param name="builder">What <c>AddCredits</c> returned.</param>
    /// <param name="connectionString">As Npgsql takes it.</param>
    /// <param name="configure">How the store works; the defaults of <see cref="PostgreSqlStoreOptions"/> where left out.</param>
    /// <returns>The builder.</returns>
    /// <example>
    /// <code>
    /// builder.Services.AddCredits()
    ///     .AddPlan("pro", p => p.Allowance(5_000).EveryCalendarMonth())
    ///     .AddFeature("test-cases", f => f.PerUnit(10))
    ///     .UsePostgreSql("Host=localhost;Database=app;Username=app", o => o.MigrateAtStart = true);
    /// </code>
    /// </example>
    public static CreditsBuilder UsePostgreSql(
        this CreditsBuilder builder, string connectionString, Action<PostgreSqlStoreOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(connectionString);
        PostgreSqlStoreOptions options = Configured(configure);
        return Use(builder, options, _ => new PostgreSqlStore(connectionString, options));
    }

    /// <summary>Keeps wallets in PostgreSQL, on a data source of the host's, which may name other tables too: see <see cref="PostgreSqlStore.Enlist"/>.</summary>
    /// <param name="builder">What <c>AddCredits</c> returned.</param>
    /// <param name="dataSource">The host's data source; it disposes of it.</param>
    /// <param name="configure">How the store works; the defaults of <see cref="PostgreSqlStoreOptions"/> where left out.</param>
    /// <returns>The builder.</returns>
    public static CreditsBuilder UsePostgreSql(
        this CreditsBuilder builder, NpgsqlDataSource dataSource, Action<PostgreSqlStoreOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(dataSource);
        PostgreSqlStoreOptions options = Configured(configure);
        return Use(builder, options, _ => new PostgreSqlStore(dataSource, options));
    }

    private static PostgreSqlStoreOptions Configured(Action<PostgreSqlStoreOptions>? configure)
    {
        PostgreSqlStoreOptions options = new();
        configure?.Invoke(options);
        return options.Checked();
    }

    private static CreditsBuilder Use(CreditsBuilder builder, PostgreSqlStoreOptions options, Func<IServiceProvider, PostgreSqlStore> make)
    {
        // Under its own type too, for Enlist; the container disposes of it once.
        builder.Services.RemoveAll<PostgreSqlStore>();
        builder.Services.AddSingleton(make);
        builder.UseStore(static provider => provider.GetRequiredService<PostgreSqlStore>());
        if (options.MigrateAtStart)
        {
            builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, OpenAtStart>());
        }

        return builder;
    }

    /// <summary>Opens the store before any other hosted service starts, so that what is wrong with it is told at start. Not where a test has put another in its place.</summary>
    private sealed class OpenAtStart(IServiceProvider provider) : IHostedLifecycleService
    {
        public Task StartingAsync(CancellationToken cancellationToken) =>
            provider.GetRequiredService<IStore>() is PostgreSqlStore store ? store.OpenAsync(cancellationToken).AsTask() : Task.CompletedTask;

        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
