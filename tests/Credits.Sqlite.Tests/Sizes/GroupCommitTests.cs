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
        using HeldCommit held = new();
        CommitCounter counter = new() { Committing = held.Pass };
        await using SqliteStore store = new(file.ConnectionString, new() { OnConnectionOpened = counter.Watch });
        await store.LoadAsync("warm", 0, [], default);
        JournalEntry[] journal = await JournalMaterial.ConsumesAsync(6);
        counter.Reset();
        Task<CommitOutcome> first = held.Begin(() => store.CommitAsync(new("first", 0, journal, null, null), default));

        // None of them is written by its caller: each returns at once, since somebody is at work.
        Task<CommitOutcome>[] commits = [.. Enumerable.Range(0, 499).Select(i => store.CommitAsync(new($"wallet-{i}", 0, journal, null, null), default).AsTask())];
        commits.Should().OnlyContain(c => !c.IsCompleted);
        held.LetGo();
        (await first).Should().Be(CommitOutcome.Committed);
        (await Task.WhenAll(commits)).Should().OnlyContain(o => o == CommitOutcome.Committed);

        counter.Commits.Should().Be(2, "all that had gathered behind the first went together");
        (await store.LoadAsync("wallet-498", 0, [], default)).Entries.Should().HaveCount(6);
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
        using HeldCommit held = new();
        CommitCounter counter = new();
        await using SqliteStore store = new(file.ConnectionString, new() { OnConnectionOpened = counter.Watch });
        JournalEntry[] journal = await JournalMaterial.ConsumesAsync(6);
        await store.CommitAsync(new("stale", 0, journal, null, null), default);
        counter.Reset();
        counter.Committing = held.Pass;
        Task<CommitOutcome> first = held.Begin(() => store.CommitAsync(new("first", 0, journal, null, null), default));
        Task<CommitOutcome>[] commits = [.. Enumerable.Range(0, 90).Select(i => store.CommitAsync(
            (i % 3) switch
            {
                0 => new($"wallet-{i}", 0, journal, null, null),
                1 => new("stale", 3, journal[3..], null, null),
                _ => new("stale", 6, [JournalCodec.Read(7, JournalCodec.Encode(journal[4]))], null, null),
            },
            default).AsTask())];
        held.LetGo();
        (await first).Should().Be(CommitOutcome.Committed);
        CommitOutcome[] outcomes = await Task.WhenAll(commits);
        for (int i = 0; i < outcomes.Length; i++)
        {
            outcomes[i].Should().Be((i % 3) switch { 0 => CommitOutcome.Committed, 1 => CommitOutcome.VersionConflict, _ => CommitOutcome.DuplicateKey });
        }

        counter.Commits.Should().Be(2, "they were neighbours in one transaction");
        (await store.LoadAsync("stale", 0, [], default)).Entries.Should().HaveCount(6);
        (await store.LoadAsync("wallet-87", 0, [], default)).Entries.Should().HaveCount(6);
    }

    [Fact]
    public async Task More_commits_than_may_wait_fail_at_once_with_nothing_written()
    {
        using TemporaryFile file = new();
        using HeldCommit held = new();
        CommitCounter counter = new();
        await using SqliteStore store = new(file.ConnectionString, new() { MaxWaiting = 3, OnConnectionOpened = counter.Watch });
        await store.LoadAsync("warm", 0, [], default);
        JournalEntry[] journal = await JournalMaterial.ConsumesAsync(3);
        counter.Committing = held.Pass;
        Task<CommitOutcome> first = held.Begin(() => store.CommitAsync(new("first", 0, journal, null, null), default));
        Task<CommitOutcome>[] commits = [.. Enumerable.Range(0, 4).Select(i => store.CommitAsync(new($"wallet-{i}", 0, journal, null, null), default).AsTask())];
        commits[3].IsFaulted.Should().BeTrue("three wait already");
        (await commits[3].Awaiting(f => f).Should().ThrowAsync<StoreException>()).Which.Fate.Should().Be(CommandFate.NotApplied);
        held.LetGo();
        (await Task.WhenAll([first, .. commits[..3]])).Should().OnlyContain(o => o == CommitOutcome.Committed);
        (await store.LoadAsync("wallet-3", 0, [], default)).Entries.Should().BeEmpty();
    }

    /// <summary>
    /// A commit on a thread of its own, which SQLite holds just before it would be on the disk, until the test lets it go: what the test
    /// commits meanwhile gathers behind it, however fast or busy the machine is.
    /// </summary>
    private sealed class HeldCommit : IDisposable
    {
        private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

        private readonly ManualResetEventSlim _arrived = new();
        private readonly ManualResetEventSlim _free = new();
        private Thread? _thread;

        public Task<CommitOutcome> Begin(Func<ValueTask<CommitOutcome>> commit)
        {
            TaskCompletionSource<CommitOutcome> outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);
            _thread = new(() =>
            {
                try
                {
                    outcome.SetResult(commit().AsTask().GetAwaiter().GetResult());
                }
                catch (Exception error)
                {
                    outcome.SetException(error);
                }
            });
            _thread.Start();
            _arrived.Wait(Patience).Should().BeTrue("the commit comes to its end");
            return outcome.Task;
        }

        /// <summary>Where the first commit is held; the later ones, on other threads, pass.</summary>
        public void Pass()
        {
            if (Thread.CurrentThread == _thread)
            {
                _arrived.Set();
                _free.Wait();
            }
        }

        public void LetGo() => _free.Set();

        public void Dispose()
        {
            _free.Set();
            _thread?.Join();
            _arrived.Dispose();
            _free.Dispose();
        }
    }

    /// <summary>Counts the commits that wrote something, as SQLite itself tells of them.</summary>
    private sealed class CommitCounter
    {
        private int _commits;

        public int Commits => Volatile.Read(ref _commits);

        public int LastThread { get; private set; }

        /// <summary>Called on the thread that commits.</summary>
        public Action? Committing { get; set; }

        public void Reset() => Volatile.Write(ref _commits, 0);

        public void Watch(SqliteConnection connection) => raw.sqlite3_commit_hook(
            connection.Handle,
            _ =>
            {
                Interlocked.Increment(ref _commits);
                LastThread = Environment.CurrentManagedThreadId;
                Committing?.Invoke();
                return 0;
            },
            null);
    }
}
