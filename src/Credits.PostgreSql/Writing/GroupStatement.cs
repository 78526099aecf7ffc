using System.Runtime.CompilerServices;
using Credits.Storage;
using Npgsql;
using NpgsqlTypes;

namespace Credits.PostgreSql;

/// <summary>The statement for a batch of commits. For one at a time.</summary>
internal sealed class GroupStatement : IAsyncDisposable
{
    private readonly NpgsqlCommand _command;
    private readonly NpgsqlParameter<ReadOnlyMemory<byte>> _entries;
    private readonly CommitBatch _batch;

    public GroupStatement(CommitSql sql, CommitParts parts, CommitBatch batch, NpgsqlConnection connection, NpgsqlTransaction? transaction = null)
    {
        _batch = batch;
        _command = new(sql.Group(parts), connection, transaction);
        Add(batch.Wallets, NpgsqlDbType.Text);
        Add(batch.ExpectedVersions, NpgsqlDbType.Bigint);
        Add(batch.NewVersions, NpgsqlDbType.Bigint);
        Add(batch.NextDues, NpgsqlDbType.Bigint);
        Add(batch.EntryWallets, NpgsqlDbType.Text);
        Add(batch.EntryVersions, NpgsqlDbType.Bigint);
        Add(batch.EntryInstants, NpgsqlDbType.Bigint);
        Add(batch.EntryOperations, NpgsqlDbType.Uuid);
        _entries = new() { NpgsqlDbType = NpgsqlDbType.Text, TypedValue = batch.Entries.Written };
        _command.Parameters.Add(_entries);
        if (parts.HasFlag(CommitParts.Subjects))
        {
            Add(batch.SubjectWallets, NpgsqlDbType.Text);
            Add(batch.Subjects, NpgsqlDbType.Uuid);
            Add(batch.SubjectKinds, NpgsqlDbType.Smallint);
            Add(batch.SubjectVersions, NpgsqlDbType.Bigint);
            Add(batch.SubjectsAreNew, NpgsqlDbType.Boolean);
        }

        if (parts.HasFlag(CommitParts.Notices))
        {
            Add(batch.NoticeWallets, NpgsqlDbType.Text);
            Add(batch.NoticeNumbers, NpgsqlDbType.Bigint);
            Add(batch.NoticeVersions, NpgsqlDbType.Bigint);
        }

        if (parts.HasFlag(CommitParts.Snapshots))
        {
            Add(batch.SnapshotWallets, NpgsqlDbType.Text);
            Add(batch.SnapshotVersions, NpgsqlDbType.Bigint);
            Add(batch.SnapshotStates, NpgsqlDbType.Bytea);
        }
    }

    public Task PrepareAsync() => _command.PrepareAsync();

    /// <summary>Writes the batch.</summary>
    /// <returns>The outcome of each commit in it, by place.</returns>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<CommitOutcome[]> ExecuteAsync()
    {
        _entries.TypedValue = _batch.Entries.Written;
        CommitOutcome[] outcomes = new CommitOutcome[_batch.Count];
        Array.Fill(outcomes, CommitOutcome.VersionConflict);
        NpgsqlDataReader reader = await _command.ExecuteReaderAsync().ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            while (await reader.ReadAsync().ConfigureAwait(false))
            {
                long place = reader.GetInt64(0);
                outcomes[Math.Abs(place) - 1] = place > 0 ? CommitOutcome.Committed : CommitOutcome.DuplicateKey;
            }
        }

        return outcomes;
    }

    public ValueTask DisposeAsync() => _command.DisposeAsync();

    private void Add<T>(List<T> column, NpgsqlDbType type) =>
        _command.Parameters.Add(new NpgsqlParameter<List<T>> { NpgsqlDbType = NpgsqlDbType.Array | type, TypedValue = column });
}
