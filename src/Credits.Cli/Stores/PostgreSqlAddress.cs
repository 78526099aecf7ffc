using Credits.PostgreSql;
using Credits.Storage;
using Npgsql;

namespace Credits.Cli.Stores;

/// <summary>A PostgreSQL database. Its connection string may hold a password, and is never shown.</summary>
internal sealed class PostgreSqlAddress : StoreAddress
{
    private readonly NpgsqlConnectionStringBuilder _connection;
    private readonly string? _schema;

    /// <param name="connectionString">As Npgsql takes it, or as a URI without its scheme.</param>
    /// <param name="schema">The PostgreSQL schema; the store's default where left out.</param>
    public PostgreSqlAddress(string connectionString, string? schema)
    {
        _schema = schema;
        try
        {
            _connection = connectionString.StartsWith("//", StringComparison.Ordinal)
                ? FromUri(new($"postgres:{connectionString}"))
                : new(connectionString);
        }
        catch (Exception wrong) when (wrong is ArgumentException or FormatException or InvalidCastException or OverflowException)
        {
            // What the driver says may hold a part of the password, as where it has a ';' that nobody put in quotes.
            throw new ToolException(
                "The connection string after postgres: cannot be read. Write it as Host=…;Port=…;Database=…;Username=…, a value with ';' or '=' in quotes. It is not shown here, since it may hold a password.");
        }

        if (string.IsNullOrEmpty(_connection.Host))
        {
            throw new ToolException("The connection string after postgres: names no host. Write it as Host=…;Port=…;Database=…;Username=….");
        }

        _connection.ApplicationName ??= "credits";
        try
        {
            _ = PostgreSqlSchema.DistributionScript(SchemaName);
        }
        catch (ArgumentException wrong)
        {
            throw new ToolException(wrong.Message, cause: wrong);
        }
    }

    public override string Name =>
        FormattableString.Invariant($"database '{_connection.Database ?? _connection.Username ?? Environment.UserName}' on {_connection.Host}:{_connection.Port}, schema '{SchemaName}'");

    public override string Options => "--store 'postgres:…'" + (_schema is null ? "" : $" --schema {_schema}");

    public override int NewestVersion => PostgreSqlSchema.Version;

    private string SchemaName => _schema ?? PostgreSqlSchema.DefaultName;

    public override async ValueTask<int> FindVersionAsync(CancellationToken cancellationToken)
    {
        await using NpgsqlDataSource source = NpgsqlDataSource.Create(_connection);
        try
        {
            return await PostgreSqlSchema.FindVersionAsync(source, SchemaName, cancellationToken);
        }
        catch (StoreException failure)
        {
            // Where a connection could not be opened, the store says itself where.
            string store = failure.Message.Contains(FormattableString.Invariant($" {_connection.Host}:{_connection.Port}, "), StringComparison.Ordinal) ? "" : $" The store is {Name}.";
            throw new ToolException($"{failure.Message}{store} Nothing was done.", ExitCode.Unavailable, failure);
        }
    }

    public override async ValueTask<Migration> MigrateAsync(bool distributed, CancellationToken cancellationToken)
    {
        await using NpgsqlDataSource source = NpgsqlDataSource.Create(_connection);
        int from = await FindVersionAsync(cancellationToken);
        bool isChanged = await PostgreSqlSchema.MigrateAsync(source, SchemaName, distributed, cancellationToken);
        return new(from, NewestVersion, isChanged);
    }

    public override IStore Open(StoreAccess access, int concurrency = 1) =>
        new PostgreSqlStore(ConnectionString(access), new() { Schema = SchemaName, MaxConnections = Math.Max(concurrency, 2) + 2 });

    /// <summary>A simulation can be run again, and need not wait for the server's disk.</summary>
    private string ConnectionString(StoreAccess access) => access != StoreAccess.Simulate
        ? _connection.ConnectionString
        : new NpgsqlConnectionStringBuilder(_connection.ConnectionString) { Options = $"{_connection.Options} -c synchronous_commit=off".TrimStart() }.ConnectionString;

    /// <summary>The form that many hosts keep in an environment variable: <c>postgres://user:password@host:port/database?option=value</c>.</summary>
    private static NpgsqlConnectionStringBuilder FromUri(Uri uri)
    {
        NpgsqlConnectionStringBuilder builder = new() { Host = uri.Host };
        if (uri.Port > 0)
        {
            builder.Port = uri.Port;
        }

        string[] user = uri.UserInfo.Split(':', 2);
        if (user[0].Length > 0)
        {
            builder.Username = Uri.UnescapeDataString(user[0]);
        }

        if (user.Length > 1)
        {
            builder.Password = Uri.UnescapeDataString(user[1]);
        }

        if (uri.AbsolutePath.Length > 1)
        {
            builder.Database = Uri.UnescapeDataString(uri.AbsolutePath[1..]);
        }

        foreach (string pair in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] parts = pair.Split('=', 2);
            builder[Uri.UnescapeDataString(parts[0])] = Uri.UnescapeDataString(parts.ElementAtOrDefault(1) ?? "");
        }

        return builder;
    }
}
