using Credits.Storage;
using Credits.Testing.Conformance;
using Npgsql;

namespace Credits.PostgreSql.Tests.Server;

/// <summary>Makes stores for the conformance kit, each over a schema of its own.</summary>
public sealed class StoreFixture(PostgreSqlServer server) : IStoreFixture, IAsyncDisposable
{
    private static int _schemas;

    private readonly Dictionary<IStore, string> _stores = [];

    public async ValueTask<IStore> CreateAsync(CancellationToken cancellationToken)
    {
        string schema = $"conformance_{Interlocked.Increment(ref _schemas)}";
        await using NpgsqlDataSource dataSource = NpgsqlDataSource.Create(server.ConnectionString);
        await PostgreSqlSchema.MigrateAsync(dataSource, schema, cancellationToken: cancellationToken);
        return Open(schema);
    }

    public ValueTask<IStore> ReopenAsync(IStore store, CancellationToken cancellationToken) => new(Open(_stores[store]));

    public async ValueTask DisposeAsync()
    {
        foreach (PostgreSqlStore store in _stores.Keys.Cast<PostgreSqlStore>())
        {
            await store.DisposeAsync();
        }
    }

    private PostgreSqlStore Open(string schema)
    {
        PostgreSqlStore store = new(server.ConnectionString, new() { Schema = schema, RetryFor = TimeSpan.FromMinutes(5) });
        _stores.Add(store, schema);
        return store;
    }
}
