using Credits;
using Microsoft.Data.Sqlite;

namespace OrderWithCredits;

/// <summary>Takes orders that are paid with credits. An order and its debit are committed together, or neither is.</summary>
internal sealed class Shop(ICredits credits, string connectionString)
{
    public async Task CreateTableAsync()
    {
        await using SqliteConnection connection = await ConnectAsync();
        await using SqliteCommand command = new("CREATE TABLE orders (id TEXT PRIMARY KEY, reports INTEGER NOT NULL)", connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Takes an order, once however often it is asked for.</summary>
    /// <param name="wallet">Who pays.</param>
    /// <param name="by">Who orders.</param>
    /// <param name="order">The order.</param>
    /// <param name="beforeCommit">What else happens inside the transaction; where it throws, there is neither order nor debit.</param>
    /// <returns>The debit; where it was refused, there is no order.</returns>
    public async Task<CreditResult<Debit>> TakeAsync(WalletId wallet, Actor by, Order order, Func<Task>? beforeCommit = null)
    {
        await using SqliteConnection connection = await ConnectAsync();
        await using SqliteTransaction transaction = connection.BeginTransaction();

        // The debit comes first: its operation id tells whether this order was taken before.
        CreditResult<Debit> debit = await credits.Enlist(transaction).ConsumeAsync(wallet, "report", by, order.Reports, operation: $"order-{order.Id}");
        if (debit.Refusal is not null || debit.IsReplayed)
        {
            return debit; // Disposing rolls the transaction back: nothing happens now.
        }

        await InsertAsync(order, transaction);
        if (beforeCommit is not null)
        {
            await beforeCommit();
        }

        await transaction.CommitAsync();
        return debit;
    }

    /// <summary>
    /// Takes an order whose work is long: the credits are reserved before it, and what was produced is captured with the order. No
    /// transaction is open during the work. Where anything fails, the reservation is released.
    /// </summary>
    public async Task<CreditResult<CaptureReceipt>> ProduceAsync(WalletId wallet, Actor by, Order order, Func<Task<int>> produceAsync)
    {
        await using CreditReservation reservation = (await credits.ReserveAsync(wallet, "report", by, order.Reports)).GetValueOrThrow();
        int produced = await produceAsync();

        await using SqliteConnection connection = await ConnectAsync();
        await using SqliteTransaction transaction = connection.BeginTransaction();
        CreditResult<CaptureReceipt> captured = await credits.Enlist(transaction).CaptureAsync(wallet, reservation.Id, by, produced, operation: $"order-{order.Id}");
        captured.GetValueOrThrow();
        await InsertAsync(order with { Reports = produced }, transaction);
        await transaction.CommitAsync();
        return captured;
    }

    public async Task<long> CountAsync()
    {
        await using SqliteConnection connection = await ConnectAsync();
        await using SqliteCommand command = new("SELECT count(*) FROM orders", connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static async Task InsertAsync(Order order, SqliteTransaction transaction)
    {
        await using SqliteCommand insert = new("INSERT INTO orders (id, reports) VALUES ($id, $reports)", transaction.Connection, transaction);
        insert.Parameters.AddWithValue("$id", order.Id);
        insert.Parameters.AddWithValue("$reports", order.Reports);
        await insert.ExecuteNonQueryAsync();
    }

    private async Task<SqliteConnection> ConnectAsync()
    {
        SqliteConnection connection = new(connectionString);
        await connection.OpenAsync();
        return connection;
    }
}
