using Credits.Journal;
using Credits.Storage;
using Npgsql;
using NpgsqlTypes;

namespace Credits.PostgreSql;

/// <summary>The prepared statement for one entry to a wallet that exists. For one at a time.</summary>
internal sealed class LoneStatement : IAsyncDisposable
{
    private readonly NpgsqlCommand _command;
    private readonly NpgsqlParameter<string> _wallet = new() { NpgsqlDbType = NpgsqlDbType.Text };
    private readonly NpgsqlParameter<long> _expected = new() { NpgsqlDbType = NpgsqlDbType.Bigint };
    private readonly NpgsqlParameter<long?> _nextDue = new() { NpgsqlDbType = NpgsqlDbType.Bigint };
    private readonly NpgsqlParameter<long> _at = new() { NpgsqlDbType = NpgsqlDbType.Bigint };
    private readonly NpgsqlParameter<Guid?> _operation = new() { NpgsqlDbType = NpgsqlDbType.Uuid };
    private readonly NpgsqlParameter<ReadOnlyMemory<byte>> _entry = new() { NpgsqlDbType = NpgsqlDbType.Text };
    private readonly Utf8Buffer _json = new();

    private LoneStatement(CommitSql sql, NpgsqlConnection connection) =>
        _command = new(sql.Lone, connection) { Parameters = { _wallet, _expected, _nextDue, _at, _operation, _entry } };

    public static async ValueTask<LoneStatement> PrepareAsync(CommitSql sql, NpgsqlConnection connection)
    {
        LoneStatement made = new(sql, connection);
        await made._command.PrepareAsync().ConfigureAwait(false);
        return made;
    }

    /// <summary>Whether a commit is of this kind.</summary>
    public static bool Takes(WalletCommit commit) =>
        commit is { ExpectedVersion: > 0, Snapshot: null, Entries: [var only] } && only.Notices.Count == 0 && !only.Subjects.Any();

    public async ValueTask<CommitOutcome> ExecuteAsync(WalletCommit commit)
    {
        _json.Clear();
        JournalEntry entry = commit.Entries[0];
        (long at, Guid? operation) = StoredEntry.Write(entry, _json);
        _wallet.TypedValue = commit.Wallet.Value;
        _expected.TypedValue = commit.ExpectedVersion;
        _nextDue.TypedValue = commit.NextDue is { } due ? UnixMicroseconds.Floor(due) : null;
        _at.TypedValue = at;
        _operation.TypedValue = operation;
        _entry.TypedValue = _json.Written;
        return await _command.ExecuteNonQueryAsync().ConfigureAwait(false) == 1 ? CommitOutcome.Committed : CommitOutcome.VersionConflict;
    }

    public ValueTask DisposeAsync() => _command.DisposeAsync();
}
