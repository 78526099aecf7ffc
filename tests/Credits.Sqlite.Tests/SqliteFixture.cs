using Credits.Storage;
using Credits.Testing.Conformance;

namespace Credits.Sqlite.Tests;

/// <summary>Stores on real files; each opening is another store on the same file, with connections of its own.</summary>
internal sealed class SqliteFixture(Func<string, SqliteStore> make) : IStoreFixture, IAsyncDisposable
{
    private readonly List<(SqliteStore Store, TemporaryFile File)> _stores = [];

    public ValueTask<IStore> CreateAsync(CancellationToken cancellationToken) => new(Add(new()));

    public ValueTask<IStore> ReopenAsync(IStore store, CancellationToken cancellationToken) => new(Add(_stores.Single(s => s.Store == store).File));

    public async ValueTask DisposeAsync()
    {
        foreach ((SqliteStore store, _) in _stores)
        {
            await store.DisposeAsync();
        }

        foreach (TemporaryFile file in _stores.Select(s => s.File).Distinct())
        {
            file.Dispose();
        }
    }

    private SqliteStore Add(TemporaryFile file)
    {
        SqliteStore store = make(file.ConnectionString);
        _stores.Add((store, file));
        return store;
    }
}
