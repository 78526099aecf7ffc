using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Credits.Sqlite.Connections;

/// <summary>A connection with the statements prepared on it. One caller at a time uses it.</summary>
internal sealed class Session : IDisposable
{
    private readonly SqliteConnection? _owned;
    private readonly sqlite3 _handle;
    private readonly List<Statement> _statements = [];
    private readonly Statement _begin;
    private readonly Statement _beginImmediate;
    private readonly Statement _commit;
    private readonly Statement _rollback;

    private Session(SqliteConnection connection, bool isOwned)
    {
        _owned = isOwned ? connection : null;
        _handle = connection.Handle ?? throw new InvalidOperationException("The connection is not open.");
        _begin = Prepare("BEGIN");
        _beginImmediate = Prepare("BEGIN IMMEDIATE");
        _commit = Prepare("COMMIT");
        _rollback = Prepare("ROLLBACK");
    }

    /// <summary>Whether a transaction is under way. SQLite ends one by itself after some errors.</summary>
    public bool IsInTransaction => raw.sqlite3_get_autocommit(_handle) == 0;

    /// <summary>The path of the file as SQLite resolves it.</summary>
    public string FileName => Scalar("SELECT file FROM pragma_database_list WHERE name = 'main'") ?? "";

    /// <summary>Takes a connection over, and closes it in the end.</summary>
    public static Session Own(SqliteConnection connection) => new(connection, isOwned: true);

    /// <summary>Works on somebody else's connection, and leaves it open.</summary>
    public static Session Over(SqliteConnection connection) => new(connection, isOwned: false);

    /// <summary>A statement of this session; it costs nothing until it is used.</summary>
    public Statement Prepare(string sql)
    {
        Statement statement = new(_handle, sql);
        _statements.Add(statement);
        return statement;
    }

    /// <summary>Runs something once.</summary>
    public void Execute(string sql)
    {
        using Statement statement = new(_handle, sql);
        statement.Execute();
    }

    /// <summary>Runs several statements once.</summary>
    public void ExecuteScript(string sql) => SqliteException.ThrowExceptionForRC(raw.sqlite3_exec(_handle, sql), _handle);

    /// <summary>The first column of the first row as text; null where there is no row.</summary>
    public string? Scalar(string sql)
    {
        using Statement statement = new(_handle, sql);
        using Rows rows = statement.Query();
        return rows.Read() && !rows.IsNull(0) ? rows.Text(0) : null;
    }

    /// <summary>Everything read until the end is as of the first read.</summary>
    public void BeginRead() => _begin.Execute();

    /// <summary>Nobody else writes until the end; waits for who does.</summary>
    public void BeginWrite() => _beginImmediate.Execute();

    public void Commit() => _commit.Execute();

    /// <summary>Ends a transaction that failed. That it cannot be rolled back means that it is over.</summary>
    public void RollBack()
    {
        if (!IsInTransaction)
        {
            return;
        }

        try
        {
            _rollback.Execute();
        }
        catch (SqliteException)
        {
            // What led here is thrown by the caller, and says more.
        }
    }

    public void Dispose()
    {
        foreach (Statement statement in _statements)
        {
            statement.Dispose();
        }

        _owned?.Dispose();
    }
}
