using System.Data.Common;
using System.Runtime.CompilerServices;
using Credits.Journal;
using Credits.Notifications;
using Credits.Storage;
using NodaTime;
using Npgsql;

namespace Credits.PostgreSql;

/// <summary>
/// Keeps wallets in PostgreSQL, for any number of processes at once. A commit is one statement and so one transaction, fenced by the
/// wallet's version; commits of different wallets that arrive together share a round trip and a sync. Safe for concurrent use.
/// </summary>
/// <remarks>
/// The tables are made by <see cref="PostgreSqlSchema.MigrateAsync"/>. Durability is the server's: <c>synchronous_commit</c> is left as it is.
/// What fails throws <see cref="StoreException"/>; what may pass is tried again for <see cref="PostgreSqlStoreOptions.RetryFor"/>.
/// </remarks>
public sealed class PostgreSqlStore : ITransactionalStore, IAsyncDisposable
{
    private readonly NpgsqlDataSource _dataSource;
    private readonly bool _ownsDataSource;
    private readonly PostgreSqlStoreOptions _options;
    private readonly TableNames _tables;
    private readonly CommitSql _sql;
    private readonly Retry _retry;
    private readonly SessionPool _sessions;
    private readonly CommitWriter _writer;
    private readonly GroupCommit _groups;
    private readonly SemaphoreSlim _waitingForHolders;
    private readonly StoreReader _reader;
    private readonly NoticeOutbox _outbox;
    private readonly NoticeChannels _channels;
    private readonly ParkedNotices _parked;
    private readonly SemaphoreSlim _opening = new(1);
    private volatile bool _isOpen;

    /// <summary>A store with connections of its own. Connects on first use.</summary>
    /// <param name="connectionString">As Npgsql takes it.</param>
    /// <param name="options">How it works; the defaults where left out.</param>
    public PostgreSqlStore(string connectionString, PostgreSqlStoreOptions? options = null)
        : this(NpgsqlDataSource.Create(connectionString), options, ownsDataSource: true)
    {
    }

    /// <summary>A store on connections of the host's. Connects on first use.</summary>
    /// <param name="dataSource">Stays the host's to dispose of, after the store. It must not pool by transaction in between.</param>
    /// <param name="options">How it works; the defaults where left out.</param>
    public PostgreSqlStore(NpgsqlDataSource dataSource, PostgreSqlStoreOptions? options = null)
        : this(dataSource, options, ownsDataSource: false)
    {
    }

    private PostgreSqlStore(NpgsqlDataSource dataSource, PostgreSqlStoreOptions? options, bool ownsDataSource)
    {
        ArgumentNullException.ThrowIfNull(dataSource);
        _dataSource = dataSource;
        _ownsDataSource = ownsDataSource;
        _options = (options ?? new()).Checked();
        _tables = new(_options.Schema);
        _sql = new(_tables);
        _retry = new(_tables, _options.RetryFor);
        _sessions = new(dataSource, _sql, _options);
        _writer = new(_tables, _sessions, _retry);
        _groups = new(_writer.CommitTogetherAsync, _options.MaxTogether, _options.MaxWaiting, _options.MaxGroups);
        _waitingForHolders = new(Math.Max(1, _options.MaxConnections - _options.MaxGroups - 1));
        _reader = new(_tables, new Runner(this));
        _channels = new(_tables);
        _outbox = new(_tables, _channels);
        _parked = new(_tables);
    }

    /// <summary>
    /// Connects and sees to it that the tables are there and fit, or makes them where <see cref="PostgreSqlStoreOptions.MigrateAtStart"/> says so.
    /// Every other call does this first; calling it at start only tells of mistakes earlier.
    /// </summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>When it is done.</returns>
    /// <exception cref="StoreException">The server cannot be used; the message says why and what to do.</exception>
    public ValueTask OpenAsync(CancellationToken cancellationToken = default) => _isOpen ? default : OpenOnceAsync(cancellationToken);

    /// <summary>
    /// The same store within a transaction of the host: what is committed through it happens with that transaction or not at all. Nothing
    /// is tried again; after a failure, roll back. Others wait for the wallets it loaded until the transaction ends, so keep it short.
    /// </summary>
    /// <param name="transaction">An open <see cref="NpgsqlTransaction"/> on the database that holds the wallets, of any isolation level. It stays the host's, and is used by one at a time.</param>
    /// <returns>A store to use until the transaction ends.</returns>
    /// <exception cref="ArgumentException">Not a transaction of Npgsql, or one that has ended.</exception>
    public IStore Enlist(DbTransaction transaction)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        return transaction is NpgsqlTransaction open && HostTransaction.TryEnter(open) is { } entered
            ? new EnlistedStore(_tables, _sql, entered)
            : throw new ArgumentException($"An NpgsqlTransaction is needed that has neither been committed nor rolled back; this is a {transaction.GetType().Name}.", nameof(transaction));
    }

    /// <inheritdoc/>
    public async ValueTask<WalletHistory> LoadAsync(WalletId wallet, long afterVersion, IReadOnlyList<JournalKey> keys, CancellationToken cancellationToken) =>
        await _reader.LoadAsync(wallet, afterVersion, keys, cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<CommitOutcome> CommitAsync(WalletCommit commit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(commit.Entries);
        await OpenAsync(cancellationToken).ConfigureAwait(false);
        CommitOutcome outcome = await _groups.CommitAsync(commit, cancellationToken).ConfigureAwait(false);
        return outcome == CommitWriter.Held ? await WaitForHolderAsync(commit).ConfigureAwait(false) : outcome;
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<JournalEntry> ReadAsync(WalletId wallet, JournalRange range, CancellationToken cancellationToken) =>
        _reader.ReadAsync(wallet, range, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<DueWallet>> FindDueAsync(Instant until, int limit, CancellationToken cancellationToken) =>
        _reader.FindDueAsync(until, limit, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<WalletId>> LeaseDueAsync(Instant now, Instant until, int limit, CancellationToken cancellationToken) =>
        _reader.LeaseDueAsync(now, until, limit, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<WalletId> ListWalletsAsync(CancellationToken cancellationToken) => _reader.ListWalletsAsync(cancellationToken);

    /// <inheritdoc/>
    public async ValueTask AddChannelsAsync(IReadOnlyList<string> channels, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(channels);
        await RunAsync(s => _channels.AddAsync(s.Connection, channels, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<NoticeLease>> LeaseNoticesAsync(string channel, Instant now, Instant until, int limit, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(channel);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(until, now);
        return RunAsync(s => _outbox.LeaseAsync(s.Connection, channel, now, until, limit, cancellationToken), cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask SettleNoticesAsync(IReadOnlyList<NoticeSettlement> settlements, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(settlements);
        if (settlements.Count > 0)
        {
            await RunAsync(s => _outbox.SettleAsync(s.Connection, settlements, cancellationToken), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ParkedNotice>> FindParkedNoticesAsync(
        WalletId? wallet, ParkedNoticeKey? after, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return RunAsync(s => _parked.FindAsync(s.Connection, wallet, after, limit, cancellationToken), cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask<int> ResendNoticesAsync(IReadOnlyList<ParkedNoticeKey> notices, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(notices);
        return notices.Count == 0 ? 0 : await RunAsync(s => _parked.ResendAsync(s.Connection, notices, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<NoticeChannel>> FindChannelsAsync(CancellationToken cancellationToken) =>
        RunAsync(s => _channels.FindAsync(s.Connection, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public async ValueTask RemoveChannelAsync(string channel, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(channel);
        await RunAsync(s => _channels.RemoveAsync(s.Connection, channel, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Closes the store's connections, and the data source where it is the store's own.</summary>
    /// <returns>When it is done.</returns>
    public async ValueTask DisposeAsync()
    {
        await _sessions.DisposeAsync().ConfigureAwait(false);
        if (_ownsDataSource)
        {
            await _dataSource.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async ValueTask OpenOnceAsync(CancellationToken cancellationToken)
    {
        await _opening.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (!_isOpen)
            {
                await _retry.RunAsync(
                    async _ =>
                    {
                        await PostgreSqlSchema.OpenAsync(_dataSource, _tables, _options.MigrateAtStart, cancellationToken).ConfigureAwait(false);
                        return true;
                    },
                    cancellationToken).ConfigureAwait(false);
                _isOpen = true;
            }
        }
        finally
        {
            _opening.Release();
        }
    }

    /// <summary>On its own, so that nobody else waits for whoever holds the wallet; only a few at a time, so that connections are left for others.</summary>
    private async ValueTask<CommitOutcome> WaitForHolderAsync(WalletCommit commit)
    {
        await _waitingForHolders.WaitAsync().ConfigureAwait(false);
        try
        {
            return await _writer.CommitAloneAsync(commit, waitsForLocks: true).ConfigureAwait(false);
        }
        finally
        {
            _waitingForHolders.Release();
        }
    }

    private async ValueTask<T> RunAsync<T>(Func<Session, ValueTask<T>> workAsync, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await OpenAsync(cancellationToken).ConfigureAwait(false);
        return await _retry.RunAsync(_ => _sessions.UseAsync(workAsync, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    private sealed class Runner(PostgreSqlStore store) : IRunner
    {
        public ValueTask<T> RunAsync<T>(Func<IStatements, ValueTask<T>> workAsync, CancellationToken cancellationToken) =>
            store.RunAsync(workAsync, cancellationToken);
    }
}
