using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Credits.Sqlite.Connections;

/// <summary>
/// A statement that is prepared at its first use and kept. It goes below <see cref="SqliteCommand"/>, whose parameters by name and
/// sleeps of 150 ms while a file is locked would cost more than the statements themselves.
/// </summary>
internal sealed class Statement(sqlite3 connection, string sql) : IDisposable
{
    private const uint Persistent = 1;
    private const int MostBytesOnStack = 1_024;

    private sqlite3_stmt? _prepared;

    private sqlite3_stmt Prepared
    {
        get
        {
            if (_prepared is null)
            {
                Require(raw.sqlite3_prepare_v3(connection, sql, Persistent, out sqlite3_stmt prepared));
                _prepared = prepared;
            }

            return _prepared;
        }
    }

    /// <summary>Sets a parameter, counted from 1.</summary>
    public Statement Bind(int parameter, long value)
    {
        Require(raw.sqlite3_bind_int64(Prepared, parameter, value));
        return this;
    }

    public Statement Bind(int parameter, long? value)
    {
        Require(value is { } given ? raw.sqlite3_bind_int64(Prepared, parameter, given) : raw.sqlite3_bind_null(Prepared, parameter));
        return this;
    }

    public Statement Bind(int parameter, string text)
    {
        int most = Encoding.UTF8.GetMaxByteCount(text.Length);
        Span<byte> utf8 = most <= MostBytesOnStack ? stackalloc byte[most] : new byte[most];
        return BindText(parameter, utf8[..Encoding.UTF8.GetBytes(text, utf8)]);
    }

    public Statement BindText(int parameter, ReadOnlySpan<byte> utf8)
    {
        Require(raw.sqlite3_bind_text(Prepared, parameter, utf8));
        return this;
    }

    public Statement BindBytes(int parameter, ReadOnlySpan<byte> bytes)
    {
        // Without bytes there is no address to bind, which SQLite takes for NULL.
        Require(bytes.IsEmpty ? raw.sqlite3_bind_zeroblob(Prepared, parameter, 0) : raw.sqlite3_bind_blob(Prepared, parameter, bytes));
        return this;
    }

    /// <summary>Runs it to its end.</summary>
    public void Execute()
    {
        using Rows rows = Query();
        while (rows.Read())
        {
            // A pragma answers with a row that nobody needs.
        }
    }

    /// <summary>Starts it; dispose of what it gives before the statement is used again.</summary>
    public Rows Query() => new(connection, Prepared);

    public void Dispose() => _prepared?.Dispose();

    private void Require(int code)
    {
        if (code != raw.SQLITE_OK)
        {
            SqliteException.ThrowExceptionForRC(code, connection);
        }
    }
}
