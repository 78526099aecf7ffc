using System.Data;
using System.Data.Common;
using Credits.Journal;
using Credits.Storage;

namespace Credits.Tests.Storage;

/// <summary>A store in memory that takes part in transactions of the host: what is written in one is kept beside, and goes to the store when the host commits.</summary>
internal sealed class HostDatabase(IStore inner) : PassThroughStore(inner), ITransactionalStore
{
    public IStore Enlist(DbTransaction transaction) =>
        transaction is HostDatabaseTransaction { Connection: not null } open ? open.Inside : throw new ArgumentException("Not open.", nameof(transaction));

    /// <summary>Begins a transaction of the host.</summary>
    public HostDatabaseTransaction Begin() => new(Inner);
}

/// <summary>A transaction of <see cref="HostDatabase"/>.</summary>
internal sealed class HostDatabaseTransaction(IStore store) : DbTransaction
{
    private HostDatabaseConnection? _connection = new();

    public InsideStore Inside { get; } = new(store);

    public override IsolationLevel IsolationLevel =>
        _connection is null ? throw new InvalidOperationException("The transaction has ended.") : IsolationLevel.Serializable;

    protected override DbConnection? DbConnection => _connection;

    /// <summary>As a pooling driver does that uses its objects again: open, and on somebody else's connection.</summary>
    public void UseAgain() => _connection = new();

    public override void Commit() => CommitAsync().GetAwaiter().GetResult();

    public override async Task CommitAsync(CancellationToken cancellationToken = default)
    {
        _connection = null;
        foreach (WalletCommit commit in Inside.Written)
        {
            (await store.CommitAsync(commit, cancellationToken)).Should().Be(CommitOutcome.Committed);
        }
    }

    public override void Rollback() => _connection = null;
}

/// <summary>The store as seen from inside: a copy of what was there when it was first looked at, and what was written since.</summary>
internal sealed class InsideStore(IStore outside) : PassThroughStore(outside)
{
    private readonly HashSet<WalletId> _copied = [];
    private InMemoryStore _copy = new();

    public List<WalletCommit> Written { get; } = [];

    /// <summary>What every commit is answered, where it is not written.</summary>
    public CommitOutcome? Answers { get; set; }

    public int CommitsAsked { get; private set; }

    /// <summary>As a savepoint does that was made before anything was written.</summary>
    public void GoBack()
    {
        _copied.Clear();
        _copy = new();
        Written.Clear();
    }

    public override async ValueTask<WalletHistory> LoadAsync(WalletId wallet, long afterVersion, IReadOnlyList<JournalKey> keys, CancellationToken cancellationToken)
    {
        if (_copied.Add(wallet))
        {
            List<JournalEntry> entries = await AllAsync(wallet, cancellationToken);
            if (entries.Count > 0)
            {
                await _copy.CommitAsync(new(wallet, 0, entries, null, null), cancellationToken);
            }
        }

        return await _copy.LoadAsync(wallet, afterVersion, keys, cancellationToken);
    }

    public override async ValueTask<CommitOutcome> CommitAsync(WalletCommit commit, CancellationToken cancellationToken)
    {
        CommitsAsked++;
        if (Answers is { } outcome)
        {
            return outcome;
        }

        Written.Add(commit with { Entries = [.. commit.Entries] });
        return await _copy.CommitAsync(commit, cancellationToken);
    }
}

/// <summary>There for a transaction to be on.</summary>
internal sealed class HostDatabaseConnection : DbConnection
{
    [System.Diagnostics.CodeAnalysis.AllowNull]
    public override string ConnectionString { get; set; } = "";

    public override string Database => "";

    public override string DataSource => "";

    public override string ServerVersion => "";

    public override ConnectionState State => ConnectionState.Open;

    public override void ChangeDatabase(string databaseName) => throw new NotSupportedException();

    public override void Close() => throw new NotSupportedException();

    public override void Open() => throw new NotSupportedException();

    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) => throw new NotSupportedException();

    protected override DbCommand CreateDbCommand() => throw new NotSupportedException();
}
