using Credits.Sqlite.Tables;

namespace Credits.Sqlite.Connections;

/// <summary>Whose transactions the store's calls run in: its own, or one of the host's.</summary>
internal interface ITransactions
{
    /// <summary>Reads something as of one moment.</summary>
    ValueTask<T> ReadAsync<T>(Func<StoreTables, T> read, CancellationToken cancellationToken);

    /// <summary>Writes something, all or nothing.</summary>
    ValueTask<T> WriteAsync<T>(Func<StoreTables, T> write, CancellationToken cancellationToken);
}
