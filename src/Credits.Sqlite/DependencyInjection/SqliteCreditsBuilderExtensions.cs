using Credits.DependencyInjection;
using Credits.Sqlite;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Keeps credits in SQLite.</summary>
public static class SqliteCreditsBuilderExtensions
{
    /// <summary>
    /// Keeps wallets in a SQLite file, which is created with its tables when it is first used. The <see cref="SqliteStore"/> is a singleton
    /// that can be asked for under its own type too. Of several stores the one named last is used.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="connectionString">Usually <c>Data Source=credits.db</c>: a file, in an existing directory.</param>
    /// <param name="configure">Changes the store's options; the defaults of <see cref="SqliteStoreOptions"/> where left out.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentException">The connection string or an option is not valid, or names a database in memory.</exception>
    /// <example>
    /// <code>
    /// builder.Services.AddCredits()
    ///     .AddFeature("test-cases", f => f.PerUnit(10))
    ///     .UseSqlite("Data Source=credits.db");
    /// </code>
    /// </example>
    public static CreditsBuilder UseSqlite(this CreditsBuilder builder, string connectionString, Action<SqliteStoreOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(connectionString);
        SqliteStoreOptions options = new();
        configure?.Invoke(options);

        // A store opens nothing until it is used; this one only looks whether another can be made.
        new SqliteStore(connectionString, options).Dispose();
        builder.Services.AddSingleton(_ => new SqliteStore(connectionString, options));
        return builder.UseStore(static services => services.GetRequiredService<SqliteStore>());
    }
}
