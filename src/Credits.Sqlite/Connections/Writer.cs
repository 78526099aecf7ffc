using System.Runtime.CompilerServices;
using Credits.Sqlite.Schema;
using Credits.Sqlite.Tables;
using Microsoft.Data.Sqlite;

namespace Credits.Sqlite.Connections;

/// <summary>The one connection on which a store writes, one transaction at a time. It is opened when it is first needed, and again after a failure that may have harmed it.</summary>
internal sealed class Writer(DatabaseFile file, SchemaVersions schema, SqliteStoreOptions options) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private StoreTables? _tables;
    private bool _isDisposed;

    /// <summary>Whether the file was opened once, with its schema in order.</summary>
    public bool IsReady { get; private set; }

    /// <summary>Opens the file unless it is open.</summary>
    public async ValueTask EnsureOpenAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await TablesAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>
    /// Does some work in a transaction of its own, on the caller's own thread where the turn is free. When it returns, the transaction is
    /// committed, and in full synchronous mode on the disk; one that changed nothing costs no sync.
    /// </summary>
    /// <param name="work">The work; what it throws rolls the transaction back.</param>
    /// <param name="cancellationToken">Gives up before the transaction begins.</param>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<T> RunAsync<T>(Func<StoreTables, T> work, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return Run(await TablesAsync(cancellationToken).ConfigureAwait(false), work);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose()
    {
        _turn.Wait();
        try
        {
            _isDisposed = true;
            Close();
        }
        finally
        {
            _turn.Release();
        }
    }

    private T Run<T>(StoreTables tables, Func<StoreTables, T> work)
    {
        bool isCommitting = false;
        try
        {
            tables.Session.BeginWrite();
            T result = work(tables);
            isCommitting = true;
            tables.Session.Commit();
            return result;
        }
        catch (SqliteException error)
        {
            tables.Session.RollBack();
            if (!Failures.LeavesConnectionSound(error))
            {
                Close();
            }

            throw file.Failure(error, isCommitting);
        }
        catch
        {
            tables.Session.RollBack();
            throw;
        }
    }

    private async ValueTask<StoreTables> TablesAsync(CancellationToken cancellationToken)
    {
        Failures.ThrowIfClosed(_isDisposed);
        if (_tables is not null)
        {
            return _tables;
        }

        Session session = await file.OpenWriterAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            schema.Ensure(session, file.Path, options.CreateSchema);
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

        IsReady = true;
        return _tables = new(session, options.TablePrefix);
    }

    private void Close()
    {
        _tables?.Dispose();
        _tables = null;
    }
}
