using System.Data.Common;
using Credits.Journal;
using Credits.Notifications;
using Credits.Sqlite.Connections;
using Credits.Sqlite.Schema;
using Credits.Storage;
using Microsoft.Data.Sqlite;
using NodaTime;

namespace Credits.Sqlite;

/// <summary>
/// Keeps wallets in a SQLite file, alone or beside the host's own tables. A commit is on the disk when it returns; concurrent commits of
/// many wallets share one transaction and one sync. Several processes may use one file. Safe for concurrent use; dispose of it when the
/// process ends, which also clears the write-ahead log away.
/// </summary>
/// <remarks>
/// Nothing is opened before the first call, which also creates the tables unless <see cref="SqliteStoreOptions.CreateSchema"/> is off. The
/// file gets a write-ahead log, so it must be on a local disk. What fails throws a <see cref="StoreException"/> that says whether the
/// commit was written and what to do; docs/sqlite.md lists them.
/// </remarks>
public sealed class SqliteStore : ITransactionalStore, IAsyncDisposable, IDisposable
{
    private readonly SqliteStoreOptions _options;
    private readonly DatabaseFile _file;
    private readonly SchemaVersions _schema;
    private readonly OwnTransactions _transactions;
    private readonly TableStore _store;
    private readonly GroupCommit _commits;

    /// <summary>A store in a file.</summary>
    /// <param name="connectionString">
    /// What <see cref="SqliteConnection"/> understands, usually <c>Data Source=credits.db</c>: a file, in an existing directory. With
    /// <c>Mode=ReadOnly</c> it reads alone.
    /// </param>
    /// <param name="options">How it works; the defaults where left out.</param>
    /// <exception cref="ArgumentException">The connection string or an option is not valid, or names a database in memory.</exception>
    public SqliteStore(string connectionString, SqliteStoreOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(connectionString);
        _options = (options ?? new()).Checked();
        _file = new(connectionString, _options);
        _schema = new(_options.TablePrefix);
        _transactions = new(_file, _schema, _options);
        _store = new(_transactions);
        _commits = new(_store.CommitTogetherAsync, _options.MaxTogether, _options.MaxWaiting);
    }

    /// <summary>
    /// The wallets as seen and written from inside a transaction of the host's: what is committed to the store that this gives is part of
    /// that transaction, and happens, or is rolled back, with it. Others see it when the host has committed. Nothing is retried.
    /// </summary>
    /// <param name="transaction">
    /// An open <see cref="SqliteTransaction"/> on the file of this store. Begin it as <see cref="SqliteConnection.BeginTransaction()"/> does,
    /// not deferred: otherwise its first write fails where somebody else wrote since its first read.
    /// </param>
    /// <returns>A store for use until the transaction ends, like its connection by one caller at a time.</returns>
    /// <exception cref="ArgumentException">Not a transaction of Microsoft.Data.Sqlite, or one that has ended.</exception>
    public IStore Enlist(DbTransaction transaction)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        return transaction is SqliteTransaction { Connection: not null } open
            ? new TableStore(new HostTransaction(open, _file, _schema, _options))
            : throw new ArgumentException($"A SqliteTransaction is needed that has neither been committed nor rolled back; this is a {transaction.GetType().Name}.", nameof(transaction));
    }

    /// <inheritdoc/>
    public ValueTask<WalletHistory> LoadAsync(
        WalletId wallet, long afterVersion, IReadOnlyList<JournalKey> keys, CancellationToken cancellationToken) =>
        _store.LoadAsync(wallet, afterVersion, keys, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<CommitOutcome> CommitAsync(WalletCommit commit, CancellationToken cancellationToken) => _commits.CommitAsync(commit, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<JournalEntry> ReadAsync(WalletId wallet, JournalRange range, CancellationToken cancellationToken) =>
        _store.ReadAsync(wallet, range, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<DueWallet>> FindDueAsync(Instant until, int limit, CancellationToken cancellationToken) =>
        _store.FindDueAsync(until, limit, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<WalletId>> LeaseDueAsync(Instant now, Instant until, int limit, CancellationToken cancellationToken) =>
        _store.LeaseDueAsync(now, until, limit, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<WalletId> ListWalletsAsync(CancellationToken cancellationToken) => _store.ListWalletsAsync(cancellationToken);

    /// <inheritdoc/>
    public ValueTask AddChannelsAsync(IReadOnlyList<string> channels, CancellationToken cancellationToken) => _store.AddChannelsAsync(channels, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<NoticeLease>> LeaseNoticesAsync(string channel, Instant now, Instant until, int limit, CancellationToken cancellationToken) =>
        _store.LeaseNoticesAsync(channel, now, until, limit, cancellationToken);

    /// <inheritdoc/>
    public ValueTask SettleNoticesAsync(IReadOnlyList<NoticeSettlement> settlements, CancellationToken cancellationToken) =>
        _store.SettleNoticesAsync(settlements, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ParkedNotice>> FindParkedNoticesAsync(
        WalletId? wallet, ParkedNoticeKey? after, int limit, CancellationToken cancellationToken) =>
        _store.FindParkedNoticesAsync(wallet, after, limit, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<int> ResendNoticesAsync(IReadOnlyList<ParkedNoticeKey> notices, CancellationToken cancellationToken) =>
        _store.ResendNoticesAsync(notices, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<NoticeChannel>> FindChannelsAsync(CancellationToken cancellationToken) => _store.FindChannelsAsync(cancellationToken);

    /// <inheritdoc/>
    public ValueTask RemoveChannelAsync(string channel, CancellationToken cancellationToken) => _store.RemoveChannelAsync(channel, cancellationToken);

    /// <summary>Waits for the commit under way, and closes the file.</summary>
    public void Dispose() => _transactions.Dispose();

    /// <summary>Waits for the commit under way, and closes the file.</summary>
    /// <returns>When it is closed.</returns>
    public ValueTask DisposeAsync()
    {
        Dispose();
        return default;
    }
}
