using Credits.Journal;
using Credits.Storage;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Credits.Sqlite.Tests.Sizes;

/// <summary>How many transactions, and so syncs, commits cost.</summary>
public sealed class GroupCommitTests
{
    [Fact]
    public async Task Concurrent_commits_of_many_wallets_share_transactions()
    {
        using TemporaryFile file = new();
        CommitCounter counter = new();
        await using SqliteStore store = new(file.ConnectionString, new() { OnConnectionOpened = counter.Watch });
        await store.LoadAsync("warm", 0, [], default);
        JournalEntry[] journal = await JournalMaterial.ConsumesAsync(6);
        counter.Reset();
        using (SqliteConnection other = file.Open())
        using (SqliteTransaction block = other.BeginTransaction())
        {
            // While somebody else holds the file, all of them gather behind the first.
            Task<CommitOutcome>[] commits = [.. Enumerable.Range(0, 500).Select(i => Task.Run(
                () => store.CommitAsync(new($"wallet-{i}", 0, journal, null, null), default).AsTask()))];
            await Task.Delay(300);
            block.Rollback();
            (await Task.WhenAll(commits)).Should().OnlyContain(o => o == CommitOutcome.Committed);
        }

        counter.Commits.Should().BeInRange(2, 50, "500 commits shared them");
    }

    [Fact]
    public async Task A_lone_commit_is_one_transaction_on_its_callers_thread()
    {
        using TemporaryFile file = new();
        CommitCounter counter = new();
        await using SqliteStore store = new(file.ConnectionString, new() { OnConnectionOpened = counter.Watch });
        await store.LoadAsync("warm", 0, [], default);
        JournalEntry[] journal = await JournalMaterial.ConsumesAsync(20);
        for (int i = 0; i < journal.Length; i++)
        {
            counter.Reset();
            ValueTask<CommitOutcome> commit = store.CommitAsync(new("acme", i, [journal[i]], null, null), default);
            commit.IsCompletedSuccessfully.Should().BeTrue("nobody else is at work");
            (await commit).Should().Be(CommitOutcome.Committed);
            counter.Commits.Should().Be(1);
            counter.LastThread.Should().Be(Environment.CurrentManagedThreadId);
        }
    }

    [Fact]
    public async Task A_refused_commit_does_not_touch_its_neighbours()
    {
        using TemporaryFile file = new();
        await using SqliteStore store = new(file.ConnectionString);
        JournalEntry[] journal = await JournalMaterial.ConsumesAsync(6);
        await store.CommitAsync(new("stale", 0, journal, null, null), default);
        using SqliteConnection other = file.Open();
        using SqliteTransaction block = other.BeginTransaction();
        Task<CommitOutcome>[] commits = [.. Enumerable.Range(0, 90).Select(i => Task.Run(() => store.CommitAsync(
            (i % 3) switch
            {
                0 => new($"wallet-{i}", 0, journal, null, null),
                1 => new("stale", 3, journal[3..], null, null),
                _ => new("stale", 6, [JournalCodec.Read(7, JournalCodec.Encode(journal[4]))], null, null),
            },
            default).AsTask()))];
        await Task.Delay(100);
        block.Rollback();
        CommitOutcome[] outcomes = await Task.WhenAll(commits);
        for (int i = 0; i < outcomes.Length; i++)
        {
            outcomes[i].Should().Be((i % 3) switch { 0 => CommitOutcome.Committed, 1 => CommitOutcome.VersionConflict, _ => CommitOutcome.DuplicateKey });
        }

        (await store.LoadAsync("stale", 0, [], default)).Entries.Should().HaveCount(6);
        (await store.LoadAsync("wallet-87", 0, [], default)).Entries.Should().HaveCount(6);
    }

    [Fact]
    public async Task More_commits_than_may_wait_fail_at_once_with_nothing_written()
    {
        using TemporaryFile file = new();
        await using SqliteStore store = new(file.ConnectionString, new() { MaxWaiting = 3 });
        await store.LoadAsync("warm", 0, [], default);
        JournalEntry[] journal = await JournalMaterial.ConsumesAsync(3);
        using SqliteConnection other = file.Open();
        using SqliteTransaction block = other.BeginTransaction();
        Task<CommitOutcome>[] commits = [.. Enumerable.Range(0, 5).Select(i => Task.Run(
            () => store.CommitAsync(new($"wallet-{i}", 0, journal, null, null), default).AsTask()))];
        Task<CommitOutcome> first = await Task.WhenAny(commits);
        (await first.Awaiting(f => f).Should().ThrowAsync<StoreException>()).Which.Fate.Should().Be(CommandFate.NotApplied);
        block.Rollback();
        (await Task.WhenAll(commits.Except([first]))).Should().OnlyContain(o => o == CommitOutcome.Committed);
    }

    /// <summary>Counts the commits that wrote something, as SQLite itself tells of them.</summary>
    private sealed class CommitCounter
    {
        private int _commits;

        public int Commits => Volatile.Read(ref _commits);

        public int LastThread { get; private set; }

        public void Reset() => Volatile.Write(ref _commits, 0);

        public void Watch(SqliteConnection connection) => raw.sqlite3_commit_hook(
            connection.Handle,
            _ =>
            {
                Interlocked.Increment(ref _commits);
                LastThread = Environment.CurrentManagedThreadId;
                return 0;
            },
            null);
    }
}
