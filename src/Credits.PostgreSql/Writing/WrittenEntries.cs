using Credits.Storage;
using Npgsql;
using NpgsqlTypes;

namespace Credits.PostgreSql;

/// <summary>Looks whether a commit's entries, and no others, stand where it would have put them.</summary>
internal sealed class WrittenEntries(TableNames tables)
{
    private readonly string _sql =
        $"SELECT j.version, j.at, j.operation, j.entry FROM {tables.Journal} j WHERE j.wallet = $1 AND j.version > $2 AND j.version <= $3 ORDER BY j.version";

    public async ValueTask<bool> HasAsync(IStatements statements, WalletCommit commit)
    {
        NpgsqlCommand command = await statements.PrepareAsync(
            _sql,
            static () => [new() { NpgsqlDbType = NpgsqlDbType.Text }, new() { NpgsqlDbType = NpgsqlDbType.Bigint }, new() { NpgsqlDbType = NpgsqlDbType.Bigint }],
            CancellationToken.None).ConfigureAwait(false);
        command.Parameters[0].Value = commit.Wallet.Value;
        command.Parameters[1].Value = commit.ExpectedVersion;
        command.Parameters[2].Value = commit.ExpectedVersion + commit.Entries.Count;
        Utf8Buffer json = new();
        int same = 0;
        NpgsqlDataReader reader = await command.ExecuteReaderAsync().ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            while (await reader.ReadAsync().ConfigureAwait(false))
            {
                json.Clear();
                (long at, Guid? operation) = StoredEntry.Write(commit.Entries[same], json);
                Guid? stored = reader.IsDBNull(2) ? null : reader.GetGuid(2);
                if (reader.GetInt64(1) != at || stored != operation || !reader.GetFieldValue<ReadOnlyMemory<byte>>(3).Span.SequenceEqual(json.Written.Span))
                {
                    return false;
                }

                same++;
            }
        }

        return same == commit.Entries.Count;
    }
}
