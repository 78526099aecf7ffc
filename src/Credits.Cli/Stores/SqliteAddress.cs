using Credits.Sqlite;
using Credits.Storage;
using Microsoft.Data.Sqlite;

namespace Credits.Cli.Stores;

/// <summary>A SQLite file.</summary>
internal sealed class SqliteAddress : StoreAddress
{
    private readonly string _path;
    private readonly string? _prefix;

    /// <param name="path">The file.</param>
    /// <param name="prefix">What the names of the tables begin with; the store's default where left out.</param>
    public SqliteAddress(string path, string? prefix)
    {
        if (path.Length == 0 || path.StartsWith(":memory:", StringComparison.Ordinal))
        {
            throw new ToolException("sqlite: wants a file, such as sqlite:credits.db.");
        }

        _path = Path.GetFullPath(path);
        _prefix = prefix;
        CheckOptions();
    }

    public override string Name => $"'{_path}'" + (_prefix is null ? "" : $" with the prefix '{_prefix}'");

    public override string Options => $"--store 'sqlite:{_path}'" + (_prefix is null ? "" : $" --table-prefix {_prefix}");

    public override int NewestVersion => SqliteSchema.NewestVersion;

    public override ValueTask<int> FindVersionAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!File.Exists(_path))
        {
            throw new ToolException(
                Directory.Exists(_path)
                    ? $"'{_path}' is a directory, not a file."
                    : $"There is no file '{_path}'. To make a new store, run: credits migrate {Options}",
                ExitCode.Unavailable);
        }

        return new(SqliteSchema.FindVersion(ConnectionString(SqliteOpenMode.ReadOnly), StoreOptions()));
    }

    public override async ValueTask<Migration> MigrateAsync(bool distributed, CancellationToken cancellationToken)
    {
        if (distributed)
        {
            throw new ToolException("--distributed is for PostgreSQL with the extension Citus; a SQLite file stays on one machine. Nothing was changed.");
        }

        int from = await SqliteSchema.MigrateAsync(ConnectionString(SqliteOpenMode.ReadWriteCreate), StoreOptions(), cancellationToken);
        return new(from, NewestVersion, from != NewestVersion);
    }

    public override IStore Open(StoreAccess access, int concurrency = 1) =>
        new SqliteStore(ConnectionString(access == StoreAccess.Read ? SqliteOpenMode.ReadOnly : SqliteOpenMode.ReadWrite), StoreOptions(access));

    private string ConnectionString(SqliteOpenMode mode) => new SqliteConnectionStringBuilder { DataSource = _path, Mode = mode }.ToString();

    private SqliteStoreOptions StoreOptions(StoreAccess access = StoreAccess.Read)
    {
        SqliteStoreOptions options = new()
        {
            CreateSchema = false,
            Synchronous = access == StoreAccess.Simulate ? SqliteSynchronous.Normal : SqliteSynchronous.Full,
        };
        if (_prefix is not null)
        {
            options.TablePrefix = _prefix;
        }

        return options;
    }

    /// <summary>A store opens nothing until it is used; this one only looks whether another can be made.</summary>
    private void CheckOptions()
    {
        try
        {
            new SqliteStore(ConnectionString(SqliteOpenMode.ReadOnly), StoreOptions()).Dispose();
        }
        catch (ArgumentException wrong)
        {
            throw new ToolException(wrong.Message, cause: wrong);
        }
    }
}
