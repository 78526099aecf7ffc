using Credits.Sqlite.Connections;
using Credits.Sqlite.Schema;
using Credits.Storage;
using Microsoft.Data.Sqlite;

namespace Credits.Sqlite;

/// <summary>The tables and views of a <see cref="SqliteStore"/>, for hosts that migrate in a step of their own. docs/sqlite.md describes them.</summary>
public static class SqliteSchema
{
    /// <summary>The version that this library makes and works with.</summary>
    public static int NewestVersion => SchemaVersions.Newest;

    /// <summary>Looks which version the tables have. Opens the file for reading alone, and makes nothing.</summary>
    /// <param name="connectionString">As for <see cref="SqliteStore(string, SqliteStoreOptions?)"/>.</param>
    /// <param name="options">As for the store; the defaults where left out.</param>
    /// <returns>The version; 0 where the file has no tables of the store's.</returns>
    /// <exception cref="StoreException">The file is not there, or cannot be read.</exception>
    public static int FindVersion(string connectionString, SqliteStoreOptions? options = null)
    {
        SqliteConnectionStringBuilder builder = new(connectionString) { Mode = SqliteOpenMode.ReadOnly };
        SqliteStoreOptions given = (options ?? new()).Checked();
        DatabaseFile file = new(builder.ToString(), given);
        using Session session = file.OpenReader();
        try
        {
            return new SchemaVersions(given.TablePrefix).Read(session);
        }
        catch (SqliteException error)
        {
            throw file.Failure(error);
        }
    }

    /// <summary>
    /// Creates the tables, or brings older ones to <see cref="NewestVersion"/>, in one transaction. Data is kept whole. Many processes may do
    /// it at the same time: one migrates, the others wait for it.
    /// </summary>
    /// <param name="connectionString">As for <see cref="SqliteStore(string, SqliteStoreOptions?)"/>.</param>
    /// <param name="options">As for the store; the defaults where left out.</param>
    /// <param name="cancellationToken">Gives up before the migration begins.</param>
    /// <returns>The version that the tables had: 0 where there were none, <see cref="NewestVersion"/> where nothing was to be done.</returns>
    /// <exception cref="StoreException">The file cannot be opened or written, or its tables are of a newer library; nothing was changed.</exception>
    public static async ValueTask<int> MigrateAsync(
        string connectionString, SqliteStoreOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(connectionString);
        SqliteStoreOptions given = (options ?? new()).Checked();
        DatabaseFile file = new(connectionString, given);
        SchemaVersions schema = new(given.TablePrefix);
        using Session session = await file.OpenWriterAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return schema.Migrate(session, file.Path);
        }
        catch (SqliteException error)
        {
            throw file.Failure(error);
        }
    }
}
