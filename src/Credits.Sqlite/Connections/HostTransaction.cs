using Credits.Sqlite.Schema;
using Credits.Sqlite.Tables;
using Credits.Storage;
using Microsoft.Data.Sqlite;

namespace Credits.Sqlite.Connections;

/// <summary>All calls inside one transaction of the host's, on its connection. Statements are prepared for each call: nothing of ours outlives it there.</summary>
internal sealed class HostTransaction(SqliteTransaction transaction, DatabaseFile file, SchemaVersions schema, SqliteStoreOptions options) : ITransactions
{
    private bool _isChecked;

    public ValueTask<T> ReadAsync<T>(Func<StoreTables, T> read, CancellationToken cancellationToken) => new(Run(read, cancellationToken));

    /// <summary>A write that fails half-way is undone, and leaves the host's own work and its transaction as they were.</summary>
    public ValueTask<T> WriteAsync<T>(Func<StoreTables, T> write, CancellationToken cancellationToken) => new(Run(
        tables =>
        {
            tables.Session.Execute("SAVEPOINT credits_commit");
            try
            {
                T result = write(tables);
                tables.Session.Execute("RELEASE credits_commit");
                return result;
            }
            catch when (tables.Session.IsInTransaction)
            {
                tables.Session.Execute("ROLLBACK TO credits_commit");
                tables.Session.Execute("RELEASE credits_commit");
                throw;
            }
        },
        cancellationToken));

    private T Run<T>(Func<StoreTables, T> work, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        SqliteConnection connection = transaction.Connection ?? throw Ended();
        using StoreTables tables = new(Session.Over(connection), options.TablePrefix);
        try
        {
            // SQLite ends a transaction by itself after some errors; what followed would be committed without the host's rows.
            if (!tables.Session.IsInTransaction)
            {
                throw Ended();
            }

            Check(tables.Session);
            return work(tables);
        }
        catch (SqliteException error)
        {
            throw file.Failure(error);
        }
    }

    private static StoreException Ended() => new(CommandFate.NotApplied, "The host's transaction has ended; begin another. Nothing was written.");

    private void Check(Session session)
    {
        if (_isChecked)
        {
            return;
        }

        if (session.FileName != file.FullName)
        {
            throw new StoreException(
                CommandFate.NotApplied,
                $"The host's transaction is on '{session.FileName}', the store in '{file.FullName}'. They can only be one where both are in one file. Nothing was written.");
        }

        schema.Ensure(session, file.Path, options.CreateSchema);
        _isChecked = true;
    }
}
