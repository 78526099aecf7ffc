using System.Globalization;
using Credits.Sqlite.Connections;
using Credits.Storage;

namespace Credits.Sqlite.Schema;

/// <summary>
/// Knows which version a file's tables have, and brings them to the newest. The version is in a table of ours: <c>user_version</c> is the host's.
/// </summary>
internal sealed class SchemaVersions(string prefix)
{
    public const int Newest = 1;

    /// <summary>Makes sure that the tables are of the newest version.</summary>
    /// <exception cref="StoreException">They are not, and may not be migrated; or they are newer.</exception>
    public void Ensure(Session session, string path, bool mayMigrate)
    {
        int version = Read(session);
        if (version < Newest && mayMigrate)
        {
            Migrate(session, path);
            return;
        }

        Require(version, path);
    }

    /// <summary>Brings the tables to the newest version; all of it happens, or nothing. Of many processes one does it, the others wait.</summary>
    /// <returns>The version they had; 0 for none.</returns>
    public int Migrate(Session session, string path)
    {
        bool isOurs = !session.IsInTransaction;
        if (isOurs)
        {
            session.BeginWrite();
        }

        try
        {
            int version = Read(session);
            if (version != Newest)
            {
                RequireNotNewer(version, path);
                Apply(session, version);
            }

            if (isOurs)
            {
                session.Commit();
            }

            return version;
        }
        catch when (isOurs)
        {
            session.RollBack();
            throw;
        }
    }

    private static void RequireNotNewer(int version, string path)
    {
        if (version > Newest)
        {
            throw new StoreException(
                CommandFate.NotApplied,
                string.Create(CultureInfo.InvariantCulture, $"The tables in '{path}' are of version {version}, made by a newer Credits.Sqlite; this one knows up to {Newest}. Update the library. Nothing was written."));
        }
    }

    private void Require(int version, string path)
    {
        RequireNotNewer(version, path);
        if (version < Newest)
        {
            string found = version == 0 ? $"has no tables '{prefix}…'" : string.Create(CultureInfo.InvariantCulture, $"has tables of version {version}, and version {Newest} is needed");
            throw new StoreException(
                CommandFate.NotApplied,
                $"'{path}' {found}. Run `credits migrate`, call SqliteSchema.MigrateAsync, or set SqliteStoreOptions.CreateSchema. Nothing was written.");
        }
    }

    /// <summary>The version of the tables; 0 for none.</summary>
    public int Read(Session session) =>
        session.Scalar($"SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = '{prefix}schema'") is null
            ? 0
            : int.Parse(session.Scalar($"SELECT version FROM {prefix}schema") ?? "0", CultureInfo.InvariantCulture);

    private void Apply(Session session, int from)
    {
        session.ExecuteScript(Script.DropViews(prefix));
        for (int version = from + 1; version <= Newest; version++)
        {
            session.ExecuteScript(Script.Version(version, prefix));
        }

        session.ExecuteScript(Script.Views(prefix));
        session.Execute($"CREATE TABLE IF NOT EXISTS {prefix}schema (one INTEGER PRIMARY KEY CHECK (one = 1), version INTEGER NOT NULL)");
        session.Execute(string.Create(CultureInfo.InvariantCulture, $"INSERT OR REPLACE INTO {prefix}schema VALUES (1, {Newest})"));
    }
}
