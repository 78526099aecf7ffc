using System.Globalization;
using Credits.Storage;
using Microsoft.Data.Sqlite;

namespace Credits.Sqlite.Connections;

/// <summary>The file: how connections to it are opened, and how its failures are worded.</summary>
internal sealed class DatabaseFile
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    private readonly SqliteStoreOptions _options;
    private readonly string _connectionString;
    private readonly Lazy<string> _fullName;

    public DatabaseFile(string connectionString, SqliteStoreOptions options)
    {
        SqliteConnectionStringBuilder builder = new(connectionString);
        if (builder.DataSource.Length == 0 || builder.DataSource == ":memory:" || builder.Mode == SqliteOpenMode.Memory
            || builder.DataSource.Contains("mode=memory", StringComparison.OrdinalIgnoreCase))
        {
            throw new ArgumentException(
                "The store needs a file, such as 'Data Source=credits.db': every connection to a database in memory has one of its own. In memory there is UseInMemory().",
                nameof(connectionString));
        }

        // The store keeps its connections itself, and a shared cache would make readers wait for the writer.
        builder.Pooling = false;
        builder.Cache = SqliteCacheMode.Private;
        _options = options;
        _connectionString = builder.ToString();
        Path = builder.DataSource;
        IsReadOnly = builder.Mode == SqliteOpenMode.ReadOnly;
        _fullName = new(ReadFullName, LazyThreadSafetyMode.PublicationOnly);
    }

    public string Path { get; }

    public bool IsReadOnly { get; }

    /// <summary>The path as SQLite resolves it.</summary>
    public string FullName => _fullName.Value;

    /// <summary>Opens a connection that writes, and gives the file its write-ahead log.</summary>
    public async ValueTask<Session> OpenWriterAsync(CancellationToken cancellationToken)
    {
        (SqliteConnection connection, Session session) = Open();
        try
        {
            await SwitchToWriteAheadLogAsync(session, cancellationToken).ConfigureAwait(false);
            bool isFull = _options.Synchronous == SqliteSynchronous.Full;
            session.Execute(isFull ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL");

            // On macOS alone: there a plain sync leaves data in the disk's own cache.
            session.Execute(isFull ? "PRAGMA fullfsync = ON" : "PRAGMA fullfsync = OFF");
            session.Execute("PRAGMA cache_size = -16000");

            // A page written a thousand times is copied into the file once: the longer the log, the less there is to copy. Then it is cut again.
            session.Execute("PRAGMA wal_autocheckpoint = 4000");
            session.Execute("PRAGMA journal_size_limit = 67108864");
            _options.OnConnectionOpened?.Invoke(connection);
            return session;
        }
        catch (SqliteException error)
        {
            session.Dispose();
            throw Failure(error);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>Opens a connection that only reads.</summary>
    public Session OpenReader()
    {
        (SqliteConnection connection, Session session) = Open();
        try
        {
            session.Execute("PRAGMA query_only = ON");
            _options.OnConnectionOpened?.Invoke(connection);
            return session;
        }
        catch (SqliteException error)
        {
            session.Dispose();
            throw Failure(error);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    public StoreException Failure(SqliteException error, bool isCommitting = false) => Failures.Of(error, Path, _options.BusyTimeout, isCommitting);

    private string ReadFullName()
    {
        using Session session = OpenReader();
        return session.FileName;
    }

    private (SqliteConnection Connection, Session Session) Open()
    {
        SqliteConnection connection = new(_connectionString);
        try
        {
            connection.Open();
            Session session = Session.Own(connection);
            session.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA busy_timeout = {(long)_options.BusyTimeout.TotalMilliseconds}"));
            return (connection, session);
        }
        catch (SqliteException error)
        {
            connection.Dispose();
            throw Failure(error);
        }
    }

    /// <summary>SQLite does not wait for others by itself here, as it does everywhere else.</summary>
    private async ValueTask SwitchToWriteAheadLogAsync(Session session, CancellationToken cancellationToken)
    {
        for (TimeSpan waited = TimeSpan.Zero; ; waited += Pause)
        {
            try
            {
                if (session.Scalar("PRAGMA journal_mode = WAL") is var mode && mode == "wal")
                {
                    return;
                }

                throw new StoreException(
                    CommandFate.NotApplied,
                    $"'{Path}' cannot have a write-ahead log: its journal mode stays '{mode}'. Move it to a local disk that can be written. Nothing was written.");
            }
            catch (SqliteException error) when (error.SqliteErrorCode == SQLitePCL.raw.SQLITE_BUSY && waited < _options.BusyTimeout)
            {
                await Task.Delay(Pause, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
