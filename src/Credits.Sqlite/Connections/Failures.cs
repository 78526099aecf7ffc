using System.Globalization;
using Credits.Storage;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Credits.Sqlite.Connections;

/// <summary>Says of SQLite's failures what became of the commit, and what to do.</summary>
internal static class Failures
{
    /// <summary>Words a failure.</summary>
    /// <param name="error">What SQLite said.</param>
    /// <param name="path">The file.</param>
    /// <param name="busyTimeout">How long locks were waited for.</param>
    /// <param name="isCommitting">Whether it was the COMMIT that failed: before, nothing of a transaction is written.</param>
    public static StoreException Of(SqliteException error, string path, TimeSpan busyTimeout, bool isCommitting)
    {
        CommandFate fate = isCommitting && !IsKnownToWriteNothing(error) ? CommandFate.Unknown : CommandFate.NotApplied;
        string fateText = fate == CommandFate.NotApplied
            ? "Nothing was written."
            : "Whether the commit was written is unknown: repeat it with the same operation id, and it happens once.";
        return new(fate, $"{What(error, path, busyTimeout)} {fateText}", error);
    }

    /// <summary>A store that was disposed of has done what it was asked before, and does nothing more.</summary>
    public static void ThrowIfClosed(bool isClosed)
    {
        if (isClosed)
        {
            throw new StoreException(CommandFate.NotApplied, "The store was disposed of. Nothing was written.", new ObjectDisposedException(nameof(SqliteStore)));
        }
    }

    /// <summary>Whether the connection is as good as before.</summary>
    public static bool LeavesConnectionSound(SqliteException error) =>
        error.SqliteErrorCode is raw.SQLITE_BUSY or raw.SQLITE_FULL or raw.SQLITE_READONLY or raw.SQLITE_CONSTRAINT;

    /// <summary>
    /// A COMMIT that could not lock or write leaves no commit mark in the log, so nobody will ever read it. One whose sync failed may have
    /// left a whole one there.
    /// </summary>
    private static bool IsKnownToWriteNothing(SqliteException error) =>
        error.SqliteErrorCode is raw.SQLITE_BUSY or raw.SQLITE_FULL or raw.SQLITE_READONLY
        || error.SqliteExtendedErrorCode == raw.SQLITE_IOERR_WRITE;

    private static string What(SqliteException error, string path, TimeSpan busyTimeout) => error.SqliteErrorCode switch
    {
        raw.SQLITE_BUSY when error.SqliteExtendedErrorCode == raw.SQLITE_BUSY_SNAPSHOT =>
            $"Somebody else wrote to '{path}' after this transaction had read it. Roll it back, and begin it again not deferred, so that nobody can.",
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => string.Create(
            CultureInfo.InvariantCulture,
            $"'{path}' is locked: another connection did not let go of it in the time that is waited, in the store's own transactions {busyTimeout.TotalSeconds} s. Try again, shorten the other's transactions, or raise SqliteStoreOptions.BusyTimeout."),
        raw.SQLITE_FULL => $"The disk of '{path}' is full. Make room, then try again.",
        raw.SQLITE_READONLY => $"'{path}' cannot be written: the file, its directory or the connection is read-only. Give this process the right to write both, and open it with Mode=ReadWriteCreate.",
        raw.SQLITE_CANTOPEN => CannotOpen(path),
        raw.SQLITE_PERM or raw.SQLITE_AUTH => $"This process may not use '{path}'. Give it the right to read and write the file and its directory.",
        raw.SQLITE_NOTADB => $"'{path}' is not a SQLite database, or it is encrypted. Look whether the connection string names the right file.",
        raw.SQLITE_CORRUPT => $"'{path}' is damaged. Restore it from a backup, or recover what can be read with the sqlite3 tool's .recover; then verify the wallets.",
        raw.SQLITE_IOERR => $"Reading or writing '{path}' failed. Look at the disk and its cables before you trust it again. SQLite says: {error.Message}",
        raw.SQLITE_NOMEM => $"There was not enough memory to work with '{path}'.",
        _ => $"'{path}' failed. SQLite says: {error.Message}",
    };

    private static string CannotOpen(string path)
    {
        string? directory = Path.GetDirectoryName(Path.GetFullPath(path));
        return directory is null || Directory.Exists(directory)
            ? $"'{path}' cannot be opened. Look whether it exists, whether it is a file, and whether this process may read and write it and its directory."
            : $"'{path}' cannot be opened: the directory '{directory}' does not exist. Create it.";
    }
}
