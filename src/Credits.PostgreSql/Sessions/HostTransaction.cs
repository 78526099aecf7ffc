using Credits.Storage;
using Npgsql;

namespace Credits.PostgreSql;

/// <summary>
/// A transaction of the host, and whether it is still the one that was entered: Npgsql uses its transaction objects again, and after the end
/// of a transaction runs statements without one.
/// </summary>
internal sealed class HostTransaction
{
    private readonly NpgsqlConnection _connection;
    private long? _number;

    private HostTransaction(NpgsqlTransaction transaction, NpgsqlConnection connection)
    {
        Transaction = transaction;
        _connection = connection;
    }

    public NpgsqlTransaction Transaction { get; }

    /// <summary>The host's connection.</summary>
    /// <exception cref="StoreException">The transaction has ended.</exception>
    public NpgsqlConnection Connection => OpenConnection(Transaction) == _connection ? _connection : throw Ended();

    /// <summary>Enters a transaction; null where it has ended.</summary>
    public static HostTransaction? TryEnter(NpgsqlTransaction transaction) =>
        OpenConnection(transaction) is { } connection ? new(transaction, connection) : null;

    /// <summary>Tells which transaction the server is in: its number never comes again.</summary>
    /// <exception cref="StoreException">It is another than the one entered.</exception>
    public void Require(long number)
    {
        _number ??= number;
        if (_number != number)
        {
            throw Ended();
        }
    }

    private static NpgsqlConnection? OpenConnection(NpgsqlTransaction transaction)
    {
        try
        {
            _ = transaction.IsolationLevel;
            return transaction.Connection;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static StoreException Ended() => new(CommandFate.NotApplied, "The host's transaction has ended; begin another. Nothing was written.");
}
