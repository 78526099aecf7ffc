using Microsoft.Data.Sqlite;

namespace Credits.Benchmarks.Load.Sqlite;

/// <summary>
/// What a good engineer would write by hand: one prepared transaction an operation, a write-ahead log, every commit synced. Since SQLite
/// writes for one at a time, there is one connection to write on, and callers wait for it in turn: faster than each on its own and locked out.
/// </summary>
internal sealed class SqliteBaseline(string connectionString, int wallets, Func<ValueTask<long?>> storedBytesAsync) : IContender
{
    private readonly SemaphoreSlim _turn = new(1);
    private readonly SqliteConnection _connection = new($"{connectionString};Pooling=False");
    private readonly string[] _wallets = [.. Enumerable.Range(0, wallets).Select(StoreShape.Wallet)];
    private SqliteCommand? _begin;
    private SqliteCommand _take = null!;
    private SqliteCommand _append = null!;
    private SqliteCommand _commit = null!;
    private SqliteCommand _rollBack = null!;

    public async ValueTask PrepareAsync()
    {
        if (_begin is not null)
        {
            return;
        }

        await _connection.OpenAsync();
        foreach (string setting in new[] { "journal_mode = WAL", "synchronous = FULL", "cache_size = -16000", "wal_autocheckpoint = 4000" })
        {
            await Command($"PRAGMA {setting}").ExecuteScalarAsync();
        }

        await Command(
            """
            CREATE TABLE baseline_wallets (wallet TEXT PRIMARY KEY, balance INTEGER NOT NULL) WITHOUT ROWID;
            CREATE TABLE baseline_ledger (
                wallet TEXT NOT NULL, operation TEXT NOT NULL, at INTEGER NOT NULL, actor TEXT NOT NULL, feature TEXT NOT NULL,
                amount INTEGER NOT NULL, balance INTEGER NOT NULL, PRIMARY KEY (wallet, operation)) WITHOUT ROWID
            """).ExecuteNonQueryAsync();
        _begin = Command("BEGIN IMMEDIATE");
        _take = Command("UPDATE baseline_wallets SET balance = balance - $amount WHERE wallet = $wallet AND balance >= $amount RETURNING balance", "$wallet", "$amount");
        _append = Command(
            "INSERT INTO baseline_ledger (wallet, operation, at, actor, feature, amount, balance) VALUES ($wallet, $operation, $at, 'u1', 'test-cases', $amount, $balance)",
            "$wallet", "$operation", "$at", "$amount", "$balance");
        _commit = Command("COMMIT");
        _rollBack = Command("ROLLBACK");
        await OpenWalletsAsync();
    }

    public async ValueTask ConsumeAsync(int caller, int wallet, string operation)
    {
        await _turn.WaitAsync();
        try
        {
            Take(_wallets[wallet], operation, 1_000_000);
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask ReserveAndCaptureAsync(int caller, int wallet, string operation, string captureOperation)
    {
        await _turn.WaitAsync();
        try
        {
            Take(_wallets[wallet], operation, 5_000_000);
        }
        finally
        {
            _turn.Release();
        }

        await _turn.WaitAsync();
        try
        {
            Take(_wallets[wallet], captureOperation, -1_000_000);
        }
        finally
        {
            _turn.Release();
        }
    }

    public ValueTask<long?> StoredBytesAsync() => storedBytesAsync();

    public async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync();
        _turn.Dispose();
    }

    private async Task OpenWalletsAsync()
    {
        await using SqliteCommand open = Command("INSERT INTO baseline_wallets (wallet, balance) VALUES ($wallet, 9000000000000000000)", "$wallet");
        _begin!.ExecuteNonQuery();
        foreach (string wallet in _wallets)
        {
            open.Parameters[0].Value = wallet;
            open.ExecuteNonQuery();
        }

        _commit.ExecuteNonQuery();
    }

    private void Take(string wallet, string operation, long amount)
    {
        _begin!.ExecuteNonQuery();
        try
        {
            _take.Parameters[0].Value = wallet;
            _take.Parameters[1].Value = amount;
            long balance = _take.ExecuteScalar() as long? ?? throw new InvalidOperationException($"{operation} could not be taken.");
            _append.Parameters[0].Value = wallet;
            _append.Parameters[1].Value = operation;
            _append.Parameters[2].Value = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
            _append.Parameters[3].Value = amount;
            _append.Parameters[4].Value = balance;
            _append.ExecuteNonQuery();
            _commit.ExecuteNonQuery();
        }
        catch
        {
            _rollBack.ExecuteNonQuery();
            throw;
        }
    }

    private SqliteCommand Command(string sql, params string[] parameters)
    {
        SqliteCommand command = _connection.CreateCommand();
        command.CommandText = sql;
        foreach (string parameter in parameters)
        {
            command.Parameters.AddWithValue(parameter, 0);
        }

        return command;
    }
}
