using Credits.Sqlite.Schema;
using Credits.Sqlite.Tables;

namespace Credits.Sqlite.Connections;

/// <summary>Each call in a transaction of its own: reads beside each other and beside the writer, writes one after the other.</summary>
internal sealed class OwnTransactions(DatabaseFile file, SchemaVersions schema, SqliteStoreOptions options) : ITransactions, IDisposable
{
    private readonly Writer _writer = new(file, schema, options);
    private readonly Readers _readers = new(file, schema, options.TablePrefix);

    /// <summary>The first call opens the file and sees to its schema; where the file is only read, each reader looks at the schema itself.</summary>
    public async ValueTask<T> ReadAsync<T>(Func<StoreTables, T> read, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!_writer.IsReady && !file.IsReadOnly)
        {
            await _writer.EnsureOpenAsync(cancellationToken).ConfigureAwait(false);
        }

        return _readers.Read(read);
    }

    public ValueTask<T> WriteAsync<T>(Func<StoreTables, T> write, CancellationToken cancellationToken) => _writer.RunAsync(write, cancellationToken);

    public void Dispose()
    {
        _readers.Dispose();
        _writer.Dispose();
    }
}
