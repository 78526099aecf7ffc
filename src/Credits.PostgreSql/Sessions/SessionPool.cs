using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Npgsql;

namespace Credits.PostgreSql;

/// <summary>The store's sessions: opened when needed, at most so many, the one used last taken first. Safe for concurrent use.</summary>
internal sealed class SessionPool(NpgsqlDataSource dataSource, CommitSql sql, PostgreSqlStoreOptions options) : IAsyncDisposable
{
    private readonly ConcurrentStack<Session> _idle = new();
    private readonly SemaphoreSlim _free = new(options.MaxConnections);
    private volatile bool _disposed;

    /// <summary>Does a round trip, or a few. A session that did not survive it is not used again, and neither are those that may have gone the same way.</summary>
    /// <exception cref="OpeningException">There was no connection to be had, so nothing was sent.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<T> UseAsync<T>(Func<Session, ValueTask<T>> workAsync, CancellationToken cancellationToken)
    {
        await _free.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, typeof(PostgreSqlStore));
            Session session = await OpenAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                return await workAsync(session).ConfigureAwait(false);
            }
            finally
            {
                await GiveBackAsync(session).ConfigureAwait(false);
            }
        }
        finally
        {
            _free.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        _disposed = true;
        await CloseIdleAsync().ConfigureAwait(false);
    }

    private async ValueTask<Session> OpenAsync(CancellationToken cancellationToken)
    {
        if (_idle.TryPop(out Session? session))
        {
            return session;
        }

        try
        {
            return await Session.OpenAsync(dataSource, sql, options.LockTimeout, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is not (OperationCanceledException or OutOfMemoryException))
        {
            throw new OpeningException(error, dataSource);
        }
    }

    private async ValueTask GiveBackAsync(Session session)
    {
        bool isUsable = session.IsUsable;
        if (isUsable && !_disposed)
        {
            _idle.Push(session);
            return;
        }

        await session.DisposeAsync().ConfigureAwait(false);
        if (!isUsable)
        {
            await CloseIdleAsync().ConfigureAwait(false);
        }
    }

    private async ValueTask CloseIdleAsync()
    {
        while (_idle.TryPop(out Session? session))
        {
            await session.DisposeAsync().ConfigureAwait(false);
        }
    }
}
