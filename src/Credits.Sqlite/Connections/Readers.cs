using System.Collections.Concurrent;
using Credits.Sqlite.Schema;
using Credits.Sqlite.Tables;
using Microsoft.Data.Sqlite;

namespace Credits.Sqlite.Connections;

/// <summary>Connections for reading beside the writer. Each call has one to itself; a few are kept open for the next calls.</summary>
internal sealed class Readers(DatabaseFile file, SchemaVersions schema, string prefix) : IDisposable
{
    private const int MostKept = 16;

    private readonly ConcurrentBag<StoreTables> _free = [];
    private bool _isDisposed;

    /// <summary>Reads something as of one moment.</summary>
    public T Read<T>(Func<StoreTables, T> read)
    {
        Failures.ThrowIfClosed(_isDisposed);
        if (!_free.TryTake(out StoreTables? tables))
        {
            tables = Open();
        }

        try
        {
            tables.Session.BeginRead();
            T result = read(tables);
            tables.Session.Commit();
            Keep(tables);
            return result;
        }
        catch (SqliteException error)
        {
            tables.Dispose();
            throw file.Failure(error);
        }
        catch
        {
            tables.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        _isDisposed = true;
        while (_free.TryTake(out StoreTables? tables))
        {
            tables.Dispose();
        }
    }

    private StoreTables Open()
    {
        Session session = file.OpenReader();
        try
        {
            schema.Ensure(session, file.Path, mayMigrate: false);
            return new(session, prefix);
        }
        catch (SqliteException error)
        {
            session.Dispose();
            throw file.Failure(error);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    private void Keep(StoreTables tables)
    {
        if (_free.Count >= MostKept)
        {
            tables.Dispose();
            return;
        }

        _free.Add(tables);
        if (_isDisposed)
        {
            Dispose();
        }
    }
}
