using System.Data.Common;
using Credits.Storage;

namespace Credits.Engine;

/// <summary>
/// One transaction of the host's, and the lanes that work inside it. They share nothing with those of the process, keep nothing between
/// commands, for the host may roll back to a savepoint, and decide nothing twice.
/// </summary>
internal sealed class HostTransaction
{
    private readonly DbTransaction _transaction;
    private readonly DbConnection? _connection;

    /// <summary>Enters a transaction.</summary>
    /// <exception cref="ArgumentException">The store cannot use this transaction.</exception>
    /// <exception cref="InvalidOperationException">The store has no part in transactions, or these credits are inside one already.</exception>
    public HostTransaction(LaneContext outside, DbTransaction transaction)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        if (outside.IsInHostTransaction)
        {
            throw new InvalidOperationException("These credits are inside a transaction already. Enlist those that the container gives.");
        }

        IStore outer = outside.Store is StoreWatch watch ? watch.Watched : outside.Store;
        if (outer is not ITransactionalStore store)
        {
            throw new InvalidOperationException(
                $"The store {outer.GetType().Name} takes no part in transactions of the host. Use Credits.Sqlite (UseSqlite) or Credits.PostgreSql (UsePostgreSql) on the database of the transaction, or another ITransactionalStore.");
        }

        // No observers: they hear of what is committed, and whether this will be is the host's to say.
        Lanes = new(outside with { Store = store.Enlist(transaction), Observers = [], IsInHostTransaction = true });
        _transaction = transaction;
        _connection = transaction.Connection;
    }

    public LaneCache Lanes { get; }

    /// <summary>
    /// Whether the transaction was committed, rolled back or disposed of. Drivers say so in different ways, and one that uses its
    /// transaction objects again shows somebody else's connection.
    /// </summary>
    public bool IsOver
    {
        get
        {
            try
            {
                _ = _transaction.IsolationLevel;
                return _transaction.Connection is not { } connection || connection != _connection;
            }
            catch (InvalidOperationException)
            {
                return true;
            }
        }
    }
}
