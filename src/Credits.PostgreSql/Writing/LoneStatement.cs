using System.Runtime.CompilerServices;
using Credits.Journal;
using Credits.Storage;
using Npgsql;
using NpgsqlTypes;

namespace Credits.PostgreSql;

/// <summary>The prepared statement for one entry to a wallet that exists, with at most one subject. For one at a time.</summary>
internal sealed class LoneStatement : IAsyncDisposable
{
    private readonly NpgsqlCommand _command;
    private readonly NpgsqlParameter<string> _wallet = new() { NpgsqlDbType = NpgsqlDbType.Text };
    private readonly NpgsqlParameter<long> _expected = new() { NpgsqlDbType = NpgsqlDbType.Bigint };
    private readonly NpgsqlParameter<long?> _nextDue = new() { NpgsqlDbType = NpgsqlDbType.Bigint };
    private readonly NpgsqlParameter<long> _at = new() { NpgsqlDbType = NpgsqlDbType.Bigint };
    private readonly NpgsqlParameter<Guid?> _operation = new() { NpgsqlDbType = NpgsqlDbType.Uuid };
    private readonly NpgsqlParameter<ReadOnlyMemory<byte>> _entry = new() { NpgsqlDbType = NpgsqlDbType.Text };
    private readonly NpgsqlParameter<Guid> _subject = new() { NpgsqlDbType = NpgsqlDbType.Uuid };
    private readonly NpgsqlParameter<short> _subjectKind = new() { NpgsqlDbType = NpgsqlDbType.Smallint };
    private readonly Utf8Buffer _json = new();

    private LoneStatement(CommitSql sql, LoneSubject subject, NpgsqlConnection connection)
    {
        _command = new(sql.Lone(subject), connection) { Parameters = { _wallet, _expected, _nextDue, _at, _operation, _entry } };
        if (subject != LoneSubject.None)
        {
            _command.Parameters.Add(_subject);
            _command.Parameters.Add(_subjectKind);
        }
    }

    public static async ValueTask<LoneStatement> PrepareAsync(CommitSql sql, LoneSubject subject, NpgsqlConnection connection)
    {
        LoneStatement made = new(sql, subject, connection);
        await made._command.PrepareAsync().ConfigureAwait(false);
        return made;
    }

    /// <summary>Which statement of this kind takes a commit, with its subject; null where none does.</summary>
    public static (LoneSubject Kind, JournalKey Key)? Of(WalletCommit commit)
    {
        if (commit is not { ExpectedVersion: > 0, Snapshot: null, Entries: [{ Notices.Count: 0 } only] })
        {
            return null;
        }

        (LoneSubject Kind, JournalKey Key) found = default;
        foreach ((JournalKey key, bool isNew) in only.Subjects)
        {
            if (found.Kind != LoneSubject.None)
            {
                return null;
            }

            found = (isNew ? LoneSubject.New : LoneSubject.Known, key);
        }

        return found;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<CommitOutcome> ExecuteAsync(WalletCommit commit, JournalKey subject)
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
        if (subject.Id is not null)
        {
            _subject.TypedValue = IndexKey.Of(subject);
            _subjectKind.TypedValue = (short)subject.Kind;
        }

        return await _command.ExecuteNonQueryAsync().ConfigureAwait(false) == 1 ? CommitOutcome.Committed : CommitOutcome.VersionConflict;
    }

    public ValueTask DisposeAsync() => _command.DisposeAsync();
}
