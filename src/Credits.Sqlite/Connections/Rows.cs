using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Credits.Sqlite.Connections;

/// <summary>The rows of a statement that runs. Columns are counted from 0, and are gone with the next row.</summary>
internal readonly ref struct Rows(sqlite3 connection, sqlite3_stmt running)
{
    /// <summary>Goes to the next row; false after the last.</summary>
    public bool Read()
    {
        int code = raw.sqlite3_step(running);
        if (code is not (raw.SQLITE_ROW or raw.SQLITE_DONE))
        {
            SqliteException.ThrowExceptionForRC(code, connection);
        }

        return code == raw.SQLITE_ROW;
    }

    public bool IsNull(int column) => raw.sqlite3_column_type(running, column) == raw.SQLITE_NULL;

    public long Number(int column) => raw.sqlite3_column_int64(running, column);

    public long? NumberOrNull(int column) => IsNull(column) ? null : Number(column);

    /// <summary>A text or blob, in memory that is SQLite's until the next row.</summary>
    public ReadOnlySpan<byte> Bytes(int column) => raw.sqlite3_column_blob(running, column);

    public string Text(int column) => Encoding.UTF8.GetString(Bytes(column));

    /// <summary>Ends the run. An error of its last step was thrown already.</summary>
    public void Dispose() => raw.sqlite3_reset(running);
}
