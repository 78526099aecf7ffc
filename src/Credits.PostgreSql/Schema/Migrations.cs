using Npgsql;

namespace Credits.PostgreSql;

/// <summary>The steps from no tables to the newest, each in its place for ever: what was released is not changed, only followed.</summary>
internal static class Migrations
{
    /// <summary>Any number will do that no other use of advisory locks is likely to have; the schema's name is the second half.</summary>
    private const int LockClass = 0x6372_6564;

    public static Func<TableNames, string>[] Steps { get; } = [static tables => TablesSql.Text(tables) + ViewsSql.Text(tables)];

    /// <summary>The version of the tables; 0 where there are none.</summary>
    public static async ValueTask<int> VersionAsync(NpgsqlDataSource dataSource, TableNames tables, CancellationToken cancellationToken)
    {
        NpgsqlConnection connection = await OpenAsync(dataSource, cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            return await VersionAsync(connection, tables, cancellationToken).ConfigureAwait(false);
        }
    }

    public static async ValueTask<bool> RunAsync(NpgsqlDataSource dataSource, TableNames tables, bool distributed, CancellationToken cancellationToken)
    {
        NpgsqlConnection connection = await OpenAsync(dataSource, cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
            await using (transaction.ConfigureAwait(false))
            {
                await ExecuteAsync(connection, $"SELECT pg_advisory_xact_lock({LockClass}, hashtext('{tables.Schema}'))", cancellationToken).ConfigureAwait(false);
                int from = await VersionAsync(connection, tables, cancellationToken).ConfigureAwait(false);
                if (from > Steps.Length)
                {
                    throw PostgreSqlSchema.Misfit(tables, from);
                }

                if (from == 0)
                {
                    await BeginAsync(connection, tables, cancellationToken).ConfigureAwait(false);
                }

                for (int version = from + 1; version <= Steps.Length; version++)
                {
                    await ExecuteAsync(connection, Steps[version - 1](tables), cancellationToken).ConfigureAwait(false);
                    await ExecuteAsync(connection, $"INSERT INTO {tables.SchemaVersions} (version) VALUES ({version})", cancellationToken).ConfigureAwait(false);
                }

                bool distributes = distributed && await IsToBeDistributedAsync(connection, tables, cancellationToken).ConfigureAwait(false);
                if (distributes)
                {
                    await ExecuteAsync(connection, Distribution(tables), cancellationToken).ConfigureAwait(false);
                }

                await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
                return from < Steps.Length || distributes;
            }
        }
    }

    /// <summary>One table leads, and the rows of the same wallet in the others go where its row is. The few channels are everywhere.</summary>
    public static string Distribution(TableNames tables)
    {
        string Table(string name, string with) => $"SELECT create_distributed_table('{tables.Of(name)}', 'wallet', colocate_with => '{with}');\n";
        return Table("wallets", "none")
            + Table("journal", tables.Wallets) + Table("subjects", tables.Wallets)
            + Table("snapshots", tables.Wallets) + Table("outbox", tables.Wallets)
            + Table("turns", tables.Wallets) + Table("deliveries", tables.Wallets)
            + $"SELECT create_reference_table('{tables.Channels}');\n";
    }

    private static async ValueTask BeginAsync(NpgsqlConnection connection, TableNames tables, CancellationToken cancellationToken)
    {
        string? encoding = (string?)await ScalarAsync(connection, "SELECT current_setting('server_encoding')", cancellationToken).ConfigureAwait(false);
        if (encoding != "UTF8")
        {
            throw new Storage.StoreException(CommandFate.NotApplied, $"The database's encoding is {encoding}; credits need one of encoding UTF8.");
        }

        // A schema that is there already is used, since it may have been made by somebody with more rights.
        if (await ScalarAsync(connection, $"SELECT 1 FROM pg_namespace WHERE nspname = '{tables.Schema}'", cancellationToken).ConfigureAwait(false) is null)
        {
            await ExecuteAsync(connection, $"CREATE SCHEMA \"{tables.Schema}\"", cancellationToken).ConfigureAwait(false);
        }

        await ExecuteAsync(
            connection,
            $"CREATE TABLE {tables.SchemaVersions} (version integer PRIMARY KEY, migrated_at timestamptz NOT NULL DEFAULT now())",
            cancellationToken).ConfigureAwait(false);
    }

    private static async ValueTask<bool> IsToBeDistributedAsync(NpgsqlConnection connection, TableNames tables, CancellationToken cancellationToken)
    {
        if (await ScalarAsync(connection, "SELECT 1 FROM pg_extension WHERE extname = 'citus'", cancellationToken).ConfigureAwait(false) is null)
        {
            throw new Storage.StoreException(CommandFate.NotApplied, "The database has no extension 'citus'. Install it and run CREATE EXTENSION citus, or migrate without distributing.");
        }

        return await ScalarAsync(
            connection, $"SELECT 1 FROM pg_dist_partition WHERE logicalrelid = '{tables.Wallets}'::regclass", cancellationToken).ConfigureAwait(false) is null;
    }

    private static async ValueTask<int> VersionAsync(NpgsqlConnection connection, TableNames tables, CancellationToken cancellationToken)
    {
        // Looked up in the catalogue's tables: a session's own cache of names may be from before somebody else's migration.
        bool isThere = await ScalarAsync(
            connection,
            $"SELECT 1 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = '{tables.Schema}' AND c.relname = 'schema_versions'",
            cancellationToken).ConfigureAwait(false) is not null;
        return isThere
            ? (int)(await ScalarAsync(connection, $"SELECT coalesce(max(version), 0) FROM {tables.SchemaVersions}", cancellationToken).ConfigureAwait(false))!
            : 0;
    }

    private static async ValueTask<NpgsqlConnection> OpenAsync(NpgsqlDataSource dataSource, CancellationToken cancellationToken)
    {
        try
        {
            return await dataSource.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is not (OperationCanceledException or OutOfMemoryException))
        {
            throw new OpeningException(error, dataSource);
        }
    }

    private static async ValueTask ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        NpgsqlCommand command = new(sql, connection);
        await using (command.ConfigureAwait(false))
        {
            await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private static async ValueTask<object?> ScalarAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        NpgsqlCommand command = new(sql, connection);
        await using (command.ConfigureAwait(false))
        {
            return await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
