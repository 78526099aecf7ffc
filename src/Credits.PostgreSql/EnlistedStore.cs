using Credits.Journal;
using Credits.Notifications;
using Credits.Storage;
using NodaTime;
using Npgsql;

namespace Credits.PostgreSql;

/// <summary>The store within a transaction of the host. Nothing is tried again. One call at a time goes to the transaction.</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage(
    "Design", "CA1001:Types that own disposable fields should be disposable", Justification = "The gate holds nothing unless its wait handle is asked for.")]
internal sealed class EnlistedStore : IStore, IRunner, IStatements
{
    private readonly TableNames _tables;
    private readonly CommitSql _sql;
    private readonly HostTransaction _transaction;
    private readonly string _hold;
    private readonly StoreReader _reader;
    private readonly SemaphoreSlim _gate = new(1);

    public EnlistedStore(TableNames tables, CommitSql sql, HostTransaction transaction)
    {
        _tables = tables;
        _sql = sql;
        _transaction = transaction;
        _hold = $"SELECT txid_current() FROM (SELECT 1) AS one LEFT JOIN (SELECT 1 FROM {tables.Wallets} WHERE wallet = $1 FOR UPDATE) AS held ON true";
        _reader = new(tables, this);
    }

    private NpgsqlConnection Connection => _transaction.Connection;

    /// <summary>
    /// Holds the wallet from here to the end of the transaction: nobody else gets between this look at it and the commit, however busy it is. Under
    /// read committed the look that follows then sees the newest version; under the levels above, holding what changed meanwhile fails.
    /// </summary>
    public async ValueTask<WalletHistory> LoadAsync(WalletId wallet, long afterVersion, IReadOnlyList<JournalKey> keys, CancellationToken cancellationToken)
    {
        await RunAsync(
            async _ =>
            {
                NpgsqlCommand hold = new(_hold, Connection, _transaction.Transaction) { Parameters = { new() { Value = wallet.Value } } };
                await using (hold.ConfigureAwait(false))
                {
                    _transaction.Require((long)(await hold.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false))!);
                    return true;
                }
            },
            cancellationToken).ConfigureAwait(false);
        return await _reader.LoadAsync(wallet, afterVersion, keys, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<CommitOutcome> CommitAsync(WalletCommit commit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(commit.Entries);
        CommitBatch batch = new();
        if (!batch.TryAdd(commit) || HasOperationTwice(commit))
        {
            return CommitOutcome.DuplicateKey;
        }

        return await RunAsync(
            async _ =>
            {
                // A violated key would spoil the host's transaction, so known keys are looked for.
                GroupStatement statement = new(_sql, batch.Parts | CommitParts.LooksFirst, batch, Connection, _transaction.Transaction);
                await using (statement.ConfigureAwait(false))
                {
                    CommitOutcome[] outcomes = await statement.ExecuteAsync().ConfigureAwait(false);
                    return outcomes[0];
                }
            },
            cancellationToken).ConfigureAwait(false);
    }

    public IAsyncEnumerable<JournalEntry> ReadAsync(WalletId wallet, JournalRange range, CancellationToken cancellationToken) =>
        _reader.ReadAsync(wallet, range, cancellationToken);

    public ValueTask<IReadOnlyList<DueWallet>> FindDueAsync(Instant until, int limit, CancellationToken cancellationToken) =>
        _reader.FindDueAsync(until, limit, cancellationToken);

    public ValueTask<IReadOnlyList<WalletId>> LeaseDueAsync(Instant now, Instant until, int limit, CancellationToken cancellationToken) => throw NotHere();

    public IAsyncEnumerable<WalletId> ListWalletsAsync(CancellationToken cancellationToken) => _reader.ListWalletsAsync(cancellationToken);

    public ValueTask AddChannelsAsync(IReadOnlyList<string> channels, CancellationToken cancellationToken) => throw NotHere();

    public ValueTask<IReadOnlyList<NoticeLease>> LeaseNoticesAsync(string channel, Instant now, Instant until, int limit, CancellationToken cancellationToken) =>
        throw NotHere();

    public ValueTask SettleNoticesAsync(IReadOnlyList<NoticeSettlement> settlements, CancellationToken cancellationToken) => throw NotHere();

    public ValueTask<IReadOnlyList<ParkedNotice>> FindParkedNoticesAsync(
        WalletId? wallet, ParkedNoticeKey? after, int limit, CancellationToken cancellationToken) => throw NotHere();

    public ValueTask<int> ResendNoticesAsync(IReadOnlyList<ParkedNoticeKey> notices, CancellationToken cancellationToken) => throw NotHere();

    public ValueTask<IReadOnlyList<NoticeChannel>> FindChannelsAsync(CancellationToken cancellationToken) => throw NotHere();

    public ValueTask RemoveChannelAsync(string channel, CancellationToken cancellationToken) => throw NotHere();

    public async ValueTask<T> RunAsync<T>(Func<IStatements, ValueTask<T>> workAsync, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await workAsync(this).ConfigureAwait(false);
        }
        catch (Exception error) when (Failure.IsDrivers(error))
        {
            // Whatever it was, it ends with the host's transaction, and that is not committed yet.
            Failure failure = Failure.Of(error, _tables);
            throw new StoreException(CommandFate.NotApplied, $"{failure.Message} Roll the transaction back, and do all of it again.", error);
        }
        finally
        {
            _gate.Release();
        }
    }

    public ValueTask<NpgsqlCommand> PrepareAsync(string sql, Func<NpgsqlParameter[]> parameters, CancellationToken cancellationToken)
    {
        NpgsqlCommand command = new(sql, Connection, _transaction.Transaction);
        command.Parameters.AddRange(parameters());
        return new(command);
    }

    /// <summary>Leases want transactions of their own, or they would come and go with the host's, and others would wait for it.</summary>
    private static NotSupportedException NotHere() =>
        new("Notices and what is due are not handed out within a transaction of the host; ask the store itself.");

    private static bool HasOperationTwice(WalletCommit commit)
    {
        HashSet<string> operations = [];
        return commit.Entries.Any(e => e.Operation is { } operation && !operations.Add(operation));
    }
}
