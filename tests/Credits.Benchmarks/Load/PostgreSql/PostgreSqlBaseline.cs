using Npgsql;
using NpgsqlTypes;

namespace Credits.Benchmarks.Load.PostgreSql;

/// <summary>
/// What a good engineer would write by hand: one prepared statement an operation, a conditional update and an insert in it, each caller on a
/// pooled connection that is his for the round.
/// </summary>
internal sealed class PostgreSqlBaseline(NpgsqlDataSource dataSource, string schema, LoadOptions options, Func<ValueTask<long?>> storedBytesAsync) : IContender
{
    private readonly string[] _wallets = [.. Enumerable.Range(0, options.Wallets).Select(StoreShape.Wallet)];
    private readonly List<NpgsqlCommand> _callers = [];

    public async ValueTask PrepareAsync()
    {
        if (_callers.Count > 0)
        {
            return;
        }

        await using NpgsqlCommand tables = dataSource.CreateCommand(
            $"""
            CREATE SCHEMA {schema};
            CREATE TABLE {schema}.wallets (balance bigint NOT NULL, wallet text COLLATE "C" PRIMARY KEY) WITH (fillfactor = 70);
            CREATE TABLE {schema}.ledger (
                amount bigint NOT NULL, balance bigint NOT NULL, at timestamptz NOT NULL, wallet text COLLATE "C" NOT NULL, operation text COLLATE "C" NOT NULL,
                actor text NOT NULL, feature text NOT NULL, PRIMARY KEY (wallet, operation));
            """);
        await tables.ExecuteNonQueryAsync();
        await using NpgsqlCommand open = dataSource.CreateCommand($"INSERT INTO {schema}.wallets (wallet, balance) SELECT w, 9000000000000000000 FROM unnest($1) AS w");
        open.Parameters.Add(new() { Value = _wallets });
        await open.ExecuteNonQueryAsync();
        for (int caller = 0; caller < options.Callers; caller++)
        {
            _callers.Add(await PrepareCallerAsync());
        }
    }

    public ValueTask ConsumeAsync(int caller, int wallet, string operation) => TakeAsync(caller, wallet, operation, 1_000_000);

    public async ValueTask ReserveAndCaptureAsync(int caller, int wallet, string operation, string captureOperation)
    {
        await TakeAsync(caller, wallet, operation, 5_000_000);
        await TakeAsync(caller, wallet, captureOperation, -1_000_000);
    }

    public ValueTask<long?> StoredBytesAsync() => storedBytesAsync();

    public async ValueTask DisposeAsync()
    {
        foreach (NpgsqlCommand caller in _callers)
        {
            await caller.Connection!.DisposeAsync();
        }
    }

    private async Task<NpgsqlCommand> PrepareCallerAsync()
    {
        NpgsqlConnection connection = await dataSource.OpenConnectionAsync();
        NpgsqlCommand command = new(
            $"""
            WITH taken AS (UPDATE {schema}.wallets SET balance = balance - $3 WHERE wallet = $1 AND balance >= $3 RETURNING balance)
            INSERT INTO {schema}.ledger (wallet, operation, at, actor, feature, amount, balance)
            SELECT $1, $2, now(), 'u1', 'test-cases', $3, taken.balance FROM taken
            """,
            connection)
        {
            Parameters =
            {
                new NpgsqlParameter<string> { NpgsqlDbType = NpgsqlDbType.Text },
                new NpgsqlParameter<string> { NpgsqlDbType = NpgsqlDbType.Text },
                new NpgsqlParameter<long> { NpgsqlDbType = NpgsqlDbType.Bigint },
            },
        };
        await command.PrepareAsync();
        return command;
    }

    private async ValueTask TakeAsync(int caller, int wallet, string operation, long amount)
    {
        NpgsqlCommand command = _callers[caller];
        ((NpgsqlParameter<string>)command.Parameters[0]).TypedValue = _wallets[wallet];
        ((NpgsqlParameter<string>)command.Parameters[1]).TypedValue = operation;
        ((NpgsqlParameter<long>)command.Parameters[2]).TypedValue = amount;
        if (await command.ExecuteNonQueryAsync() != 1)
        {
            throw new InvalidOperationException($"{operation} could not be taken.");
        }
    }
}
