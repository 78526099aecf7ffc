using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Credits.Benchmarks.Load.Sqlite;

/// <summary>One SQLite file for all contenders, in a directory of its own for temporary files.</summary>
internal sealed class SqliteLoadStore : ILoadStore
{
    private readonly LoadOptions _options;
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("credits-load-");
    private readonly string _connectionString;

    public SqliteLoadStore(LoadOptions options)
    {
        _options = options;
        _connectionString = $"Data Source={Path.Combine(_directory.FullName, "load.db")}";
    }

    public ValueTask<IContender> LibraryAsync(string name, StoreShape shape) =>
        new(new LibraryContender(b => b.UseSqlite(_connectionString, o => o.TablePrefix = $"{name}_"), shape, isDurable: true, SizeAsync));

    public ValueTask<IContender> BaselineAsync() => new(new SqliteBaseline(_connectionString, _options.Wallets, SizeAsync));

    public ValueTask DisposeAsync()
    {
        _directory.Delete(recursive: true);
        return default;
    }

    /// <summary>Of the whole file, the log's pages included that are not copied into it yet. Contenders take turns, so what it grows by is one's own.</summary>
    private async ValueTask<long?> SizeAsync()
    {
        await using SqliteConnection connection = new($"{_connectionString};Pooling=False");
        await connection.OpenAsync();
        await using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size";
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
