using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Credits.Benchmarks.Load.PostgreSql;

/// <summary>One PostgreSQL database for all contenders, each in a schema of its own: on a throw-away server, or on one that was given, where the schemas are dropped in the end.</summary>
internal sealed class PostgreSqlLoadStore : ILoadStore
{
    /// <summary>For the library, and for looking.</summary>
    private const int OtherConnections = 60;

    private readonly LoadOptions _options;
    private readonly ThrowAwayServer? _server;
    private readonly NpgsqlDataSource _dataSource;
    private readonly string _prefix = $"credits_load_{Guid.NewGuid():N}"[..20];
    private readonly List<string> _schemas = [];

    private PostgreSqlLoadStore(LoadOptions options, ThrowAwayServer? server)
    {
        _options = options;
        _server = server;
        NpgsqlConnectionStringBuilder connection = new(server?.ConnectionString ?? options.Connection)
        {
            MaxPoolSize = options.Callers + OtherConnections,
            Timeout = 60,
            CommandTimeout = 300,
        };
        _dataSource = NpgsqlDataSource.Create(connection.ConnectionString);
    }

    public static async Task<PostgreSqlLoadStore> StartAsync(LoadOptions options) =>
        new(options, options.Connection is null ? await ThrowAwayServer.StartAsync(options.Callers + OtherConnections) : null);

    public ValueTask<IContender> LibraryAsync(string name, StoreShape shape)
    {
        string schema = Schema(name);
        return new(new LibraryContender(
            b => b.UsePostgreSql(_dataSource, o =>
            {
                o.Schema = schema;
                o.MigrateAtStart = true;
            }),
            shape,
            isDurable: true,
            () => SizeAsync(schema)));
    }

    public ValueTask<IContender> BaselineAsync()
    {
        string schema = Schema("baseline");
        return new(new PostgreSqlBaseline(_dataSource, schema, _options, () => SizeAsync(schema)));
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is null)
        {
            foreach (string schema in _schemas)
            {
                await using NpgsqlCommand drop = _dataSource.CreateCommand($"DROP SCHEMA IF EXISTS {schema} CASCADE");
                await drop.ExecuteNonQueryAsync();
            }
        }

        await _dataSource.DisposeAsync();
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }

    private string Schema(string name)
    {
        string schema = $"{_prefix}_{name}";
        _schemas.Add(schema);
        return schema;
    }

    private async ValueTask<long?> SizeAsync(string schema)
    {
        await using NpgsqlCommand command = _dataSource.CreateCommand(
            "SELECT sum(pg_total_relation_size(c.oid))::bigint FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace = $1::regnamespace");
        command.Parameters.Add(new() { Value = schema });
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
