using Credits.Storage;
using Npgsql;

namespace Credits.PostgreSql;

/// <summary>Makes and migrates the tables and views. Safe for concurrent use, also by many processes.</summary>
public static class PostgreSqlSchema
{
    /// <summary>The PostgreSQL schema that is used where none is named.</summary>
    public const string DefaultName = "credits";

    /// <summary>The version of the tables that this library works with.</summary>
    public static int Version => Migrations.Steps.Length;

    /// <summary>Looks which version the tables have, and makes nothing.</summary>
    /// <param name="dataSource">The database.</param>
    /// <param name="schema">The PostgreSQL schema.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The version; 0 where there are no tables.</returns>
    /// <exception cref="StoreException">The server cannot be used; the message says why and what to do. It is asked once.</exception>
    public static async Task<int> FindVersionAsync(NpgsqlDataSource dataSource, string schema = DefaultName, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dataSource);
        TableNames tables = new(schema);
        try
        {
            return await Migrations.VersionAsync(dataSource, tables, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (Failure.IsDrivers(error))
        {
            throw new StoreException(CommandFate.NotApplied, Failure.Of(error, tables).Message, error);
        }
    }

    /// <summary>
    /// Brings the tables to <see cref="Version"/>: makes them where there are none, changes them where they are older, and leaves them where
    /// they fit. Never drops or rewrites data. Many may run it at once: one does the work in a transaction, the others wait for it.
    /// </summary>
    /// <param name="dataSource">The database; its user may create there. Its encoding must be UTF8.</param>
    /// <param name="schema">The PostgreSQL schema to make them in, made where it is missing; see <see cref="PostgreSqlStoreOptions.Schema"/>.</param>
    /// <param name="distributed">Also spreads the tables over a Citus cluster, all of a wallet's rows in one place; the extension must be there.</param>
    /// <param name="cancellationToken">Gives up, with nothing changed.</param>
    /// <returns>Whether anything was changed.</returns>
    /// <exception cref="StoreException">It cannot be done, or the tables are of a newer library; the message says what to do.</exception>
    public static async Task<bool> MigrateAsync(
        NpgsqlDataSource dataSource, string schema = DefaultName, bool distributed = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dataSource);
        TableNames tables = new(schema);
        try
        {
            return await Migrations.RunAsync(dataSource, tables, distributed, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (Failure.IsDrivers(error))
        {
            throw new StoreException(CommandFate.NotApplied, Failure.Of(error, tables).Message, error);
        }
    }

    /// <summary>What <see cref="MigrateAsync"/> runs beside its own tables to spread them over a Citus cluster by wallet id.</summary>
    /// <param name="schema">The PostgreSQL schema.</param>
    /// <returns>The SQL.</returns>
    public static string DistributionScript(string schema = DefaultName) => Migrations.Distribution(new(schema));

    /// <summary>Sees to it that the tables fit.</summary>
    internal static async ValueTask OpenAsync(NpgsqlDataSource dataSource, TableNames tables, bool migrates, CancellationToken cancellationToken)
    {
        int version = await Migrations.VersionAsync(dataSource, tables, cancellationToken).ConfigureAwait(false);
        if (version < Version && migrates)
        {
            await Migrations.RunAsync(dataSource, tables, distributed: false, cancellationToken).ConfigureAwait(false);
        }
        else if (version != Version)
        {
            throw Misfit(tables, version);
        }
    }

    internal static StoreException Misfit(TableNames tables, int version) => new(
        CommandFate.NotApplied,
        version switch
        {
            0 => $"There are no credits tables in schema '{tables.Schema}'. Run 'credits migrate', or set PostgreSqlStoreOptions.MigrateAtStart.",
            _ when version < Version => $"The tables in schema '{tables.Schema}' are of version {version}, this library works with {Version}. Run 'credits migrate', or set PostgreSqlStoreOptions.MigrateAtStart.",
            _ => $"The tables in schema '{tables.Schema}' are of version {version}, newer than this library, which works with {Version}. Update Credits.PostgreSql.",
        });
}
