using Credits.Journal;
using Credits.Storage;
using Npgsql;

namespace Credits.PostgreSql.Tests.Server;

/// <summary>A migrated schema of its own on the shared server, and stores over it.</summary>
internal sealed class Bed : IAsyncDisposable
{
    private static int _schemas;

    private readonly List<IAsyncDisposable> _disposables = [];

    private Bed(string connectionString, string schema)
    {
        ConnectionString = connectionString;
        Schema = schema;
    }

    public string ConnectionString { get; }

    public string Schema { get; }

    public static async Task<Bed> CreateAsync(PostgreSqlServer server, string? connectionString = null)
    {
        Bed bed = new(connectionString ?? server.ConnectionString, $"bed_{Interlocked.Increment(ref _schemas)}");
        await using NpgsqlDataSource dataSource = NpgsqlDataSource.Create(bed.ConnectionString);
        await PostgreSqlSchema.MigrateAsync(dataSource, bed.Schema);
        return bed;
    }

    public PostgreSqlStore Open(Action<PostgreSqlStoreOptions>? configure = null, string? connectionString = null)
    {
        // However slow the machine is, what passes is waited for. Where something does not pass, the test says how long.
        PostgreSqlStoreOptions options = new() { Schema = Schema, RetryFor = TimeSpan.FromMinutes(5) };
        configure?.Invoke(options);
        PostgreSqlStore store = new(connectionString ?? ConnectionString, options);
        _disposables.Add(store);
        return store;
    }

    public Task ExecuteAsync(string sql) => PostgreSqlServer.ExecuteAsync(ConnectionString, Sql(sql));

    public Task<T> ScalarAsync<T>(string sql) => PostgreSqlServer.ScalarAsync<T>(ConnectionString, Sql(sql));

    /// <summary>Waits until a query answers true; the server does the waiting in between.</summary>
    public async Task UntilAsync(string sql)
    {
        using CancellationTokenSource tooLong = new(TimeSpan.FromMinutes(2));
        while (!await ScalarAsync<bool>(sql))
        {
            tooLong.Token.ThrowIfCancellationRequested();
            await ExecuteAsync("SELECT pg_sleep(0.01)");
        }
    }

    /// <summary>All entries of a wallet.</summary>
    public async Task<List<JournalEntry>> ReadAsync(WalletId wallet)
    {
        List<JournalEntry> entries = [];
        await foreach (JournalEntry entry in Open().ReadAsync(wallet, JournalRange.All, CancellationToken.None))
        {
            entries.Add(entry);
        }

        return entries;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (IAsyncDisposable disposable in _disposables)
        {
            await disposable.DisposeAsync();
        }
    }

    /// <summary>Writes the schema for <c>~</c>.</summary>
    private string Sql(string sql) => sql.Replace("~", Schema, StringComparison.Ordinal);
}
