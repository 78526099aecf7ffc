using System.Globalization;
using System.Runtime.CompilerServices;
using Credits.Storage;
using Npgsql;

namespace Credits.PostgreSql;

/// <summary>A connection that the store keeps to itself, with its settings and prepared statements. For one at a time.</summary>
internal sealed class Session : IStatements, IAsyncDisposable
{
    private readonly CommitSql _sql;
    private readonly Dictionary<CommitParts, GroupStatement> _groups = [];
    private readonly Dictionary<string, NpgsqlCommand> _others = [];
    private readonly CommitBatch _batch = new();
    private readonly LoneStatement?[] _alone = new LoneStatement?[Enum.GetValues<LoneSubject>().Length];

    private Session(NpgsqlConnection connection, CommitSql sql)
    {
        Connection = connection;
        _sql = sql;
    }

    public NpgsqlConnection Connection { get; }

    public bool IsUsable => Connection.FullState == System.Data.ConnectionState.Open;

    /// <summary>
    /// Opens a connection. A plan made while the tables are small must do when they are large: every statement here finds rows by index, so
    /// plans are made once, of index scans, and nothing is compiled for them.
    /// </summary>
    public static async ValueTask<Session> OpenAsync(NpgsqlDataSource dataSource, CommitSql sql, TimeSpan lockTimeout, CancellationToken cancellationToken)
    {
        NpgsqlConnection connection = await dataSource.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            string settings = string.Create(
                CultureInfo.InvariantCulture,
                $"""
                SET plan_cache_mode = force_generic_plan; SET enable_seqscan = off; SET enable_bitmapscan = off; SET enable_mergejoin = off; SET jit = off;
                SET lock_timeout = {(int)lockTimeout.TotalMilliseconds}
                """);
            NpgsqlCommand command = new(settings, connection);
            await using (command.ConfigureAwait(false))
            {
                await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
            }

            return new(connection, sql);
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Writes commits of different wallets in one round trip. A known key fails all of them unless the batch looks first.</summary>
    /// <returns>The outcome of each.</returns>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<IReadOnlyList<CommitOutcome>> CommitAsync(IReadOnlyList<WalletCommit> commits, bool looksFirst)
    {
        if (commits.Count == 1 && LoneStatement.Of(commits[0]) is var (subject, key))
        {
            LoneStatement statement = _alone[(int)subject] ??= await LoneStatement.PrepareAsync(_sql, subject, Connection).ConfigureAwait(false);
            return [await statement.ExecuteAsync(commits[0], key).ConfigureAwait(false)];
        }

        CommitOutcome[] outcomes = new CommitOutcome[commits.Count];
        int[] places = new int[commits.Count];
        _batch.Clear();
        for (int i = 0; i < commits.Count; i++)
        {
            if (_batch.TryAdd(commits[i]))
            {
                places[_batch.Count - 1] = i;
            }
            else
            {
                outcomes[i] = CommitOutcome.DuplicateKey;
            }
        }

        if (_batch.Count == 0)
        {
            return outcomes;
        }

        GroupStatement group = await GroupAsync(_batch.Parts | (looksFirst ? CommitParts.LooksFirst : CommitParts.None)).ConfigureAwait(false);
        CommitOutcome[] written = await group.ExecuteAsync().ConfigureAwait(false);
        for (int i = 0; i < written.Length; i++)
        {
            outcomes[places[i]] = written[i];
        }

        return outcomes;
    }

    /// <inheritdoc/>
    public async ValueTask<NpgsqlCommand> PrepareAsync(string sql, Func<NpgsqlParameter[]> parameters, CancellationToken cancellationToken)
    {
        if (!_others.TryGetValue(sql, out NpgsqlCommand? command))
        {
            command = new(sql, Connection);
            command.Parameters.AddRange(parameters());
            await command.PrepareAsync(cancellationToken).ConfigureAwait(false);
            _others.Add(sql, command);
        }

        return command;
    }

    public ValueTask DisposeAsync() => Connection.DisposeAsync();

    private async ValueTask<GroupStatement> GroupAsync(CommitParts parts)
    {
        if (!_groups.TryGetValue(parts, out GroupStatement? statement))
        {
            statement = new(_sql, parts, _batch, Connection);
            await statement.PrepareAsync().ConfigureAwait(false);
            _groups.Add(parts, statement);
        }

        return statement;
    }
}
