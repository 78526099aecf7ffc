using Credits.Journal;
using Credits.Storage;
using Microsoft.Data.Sqlite;

namespace Credits.Sqlite.Tests;

/// <summary>What fails says what became of the commit, and what to do.</summary>
public sealed class FailureTests
{
    [Fact]
    public async Task A_missing_directory_is_named()
    {
        using TemporaryFile file = new();
        await using SqliteStore store = new($"Data Source={file.DirectoryPath}/missing/credits.db");
        (await FailureAsync(store)).Message.Should().Contain("/missing' does not exist. Create it.").And.Contain("Nothing was written.");
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_told_from_a_damaged_one()
    {
        using TemporaryFile file = new();
        await File.WriteAllTextAsync(file.Path, string.Concat(Enumerable.Repeat("This is a letter, not a database. ", 400)));
        await using (SqliteStore store = new(file.ConnectionString))
        {
            (await FailureAsync(store)).Message.Should().Contain("is not a SQLite database");
        }

        File.Delete(file.Path);
        JournalEntry[] journal = await JournalMaterial.ConsumesAsync(500);
        await using (SqliteStore store = new(file.ConnectionString))
        {
            await store.CommitAsync(new("acme", 0, journal, null, null), default);
        }

        using (FileStream stream = File.OpenWrite(file.Path))
        {
            // All pages but the first, which says that it is a database.
            stream.Position = 4_096;
            stream.Write(Enumerable.Repeat((byte)0xa5, (int)stream.Length - 4_096).ToArray());
        }

        await using (SqliteStore store = new(file.ConnectionString))
        {
            (await FailureAsync(store)).Message.Should().Contain("is damaged. Restore it from a backup");
        }
    }

    [Fact]
    public async Task A_file_that_may_only_be_read_refuses_commits_and_is_read()
    {
        using TemporaryFile file = new();
        JournalEntry[] journal = await JournalMaterial.ConsumesAsync(5);
        await using (SqliteStore store = new(file.ConnectionString))
        {
            await store.CommitAsync(new("acme", 0, journal[..4], null, null), default);
        }

        await using SqliteStore reading = new($"{file.ConnectionString};Mode=ReadOnly");
        (await reading.LoadAsync("acme", 0, [], default)).Entries.Should().HaveCount(4);
        StoreException failure = await FailureAsync(() => reading.CommitAsync(new("acme", 4, journal[4..], null, null), default).AsTask());
        failure.Message.Should().Contain("cannot be written").And.Contain("read-only");
        (await reading.LoadAsync("acme", 0, [], default)).Entries.Should().HaveCount(4);
    }

    [Fact]
    public async Task A_full_disk_writes_nothing_and_is_over_when_there_is_room()
    {
        using TemporaryFile file = new();
        JournalEntry[] journal = await JournalMaterial.ConsumesAsync(1_000);
        SqliteConnection? writer = null;
        SqliteStoreOptions options = new() { OnConnectionOpened = connection => writer ??= connection };
        await using SqliteStore store = new(file.ConnectionString, options);
        await store.CommitAsync(new("acme", 0, journal[..10], null, null), default);

        // SQLite's own limit on the size of a file fails as a full disk does.
        writer!.Execute("PRAGMA max_page_count = 40");
        StoreException failure = await FailureAsync(() => store.CommitAsync(new("acme", 10, journal[10..], null, null), default).AsTask());
        failure.Message.Should().Contain("is full. Make room");
        (await store.LoadAsync("acme", 0, [], default)).Entries.Should().HaveCount(10);
        (await store.CommitAsync(new("acme", 10, journal[10..12], null, null), default)).Should().Be(CommitOutcome.Committed);
        writer!.Execute("PRAGMA max_page_count = 100000");
        (await store.CommitAsync(new("acme", 12, journal[12..], null, null), default)).Should().Be(CommitOutcome.Committed);
        (await store.LoadAsync("acme", 0, [], default)).Entries.Should().HaveCount(1_000);
    }

    [Fact]
    public async Task A_lock_that_is_held_is_waited_for_within_bounds()
    {
        using TemporaryFile file = new();
        JournalEntry[] journal = await JournalMaterial.ConsumesAsync(5);
        await using SqliteStore store = new(file.ConnectionString, new() { BusyTimeout = TimeSpan.FromMilliseconds(300) });
        await store.CommitAsync(new("acme", 0, journal[..3], null, null), default);
        using SqliteConnection other = file.Open();
        using (SqliteTransaction held = other.BeginTransaction())
        {
            StoreException failure = await FailureAsync(() => store.CommitAsync(new("acme", 3, journal[3..], null, null), default).AsTask());
            failure.Message.Should().Contain("is locked").And.Contain("0.3 s");
            (await store.LoadAsync("acme", 0, [], default)).Entries.Should().HaveCount(3, "readers do not wait for writers");
            held.Rollback();
        }

        // The last thing that is done before the wait for the lock.
        using ManualResetEventSlim isOpen = new();
        await using SqliteStore patient = new(file.ConnectionString, new() { BusyTimeout = TimeSpan.FromMinutes(5), OnConnectionOpened = _ => isOpen.Set() });
        Task<CommitOutcome> commit;
        using (SqliteTransaction held = other.BeginTransaction())
        {
            commit = Task.Run(() => patient.CommitAsync(new("acme", 3, journal[3..], null, null), default).AsTask());
            isOpen.Wait(TimeSpan.FromMinutes(2)).Should().BeTrue();
            commit.IsCompleted.Should().BeFalse("somebody holds the lock");
            held.Rollback();
        }

        (await commit).Should().Be(CommitOutcome.Committed);
    }

    [Fact]
    public async Task A_failure_reaches_the_caller_of_the_library_with_what_became_of_his_command()
    {
        using TemporaryFile file = new();
        await using CreditsHost host = new(file.ConnectionString, static o => o.BusyTimeout = TimeSpan.FromMilliseconds(50));
        await host.OpenAsync("acme", 10);
        using SqliteConnection other = file.Open();
        using (SqliteTransaction held = other.BeginTransaction())
        {
            CreditsUnavailableException failure = (await host.Awaiting(h => h.ConsumeAsync("acme", 1, "op")).Should().ThrowAsync<CreditsUnavailableException>()).Which;
            failure.Fate.Should().Be(CommandFate.NotApplied);
            failure.Message.Should().Contain("'op'").And.Contain("is locked");
        }

        (await host.ConsumeAsync("acme", 1, "op")).Should().NotBeNull();
        (await host.IsCleanAsync("acme")).Should().BeTrue();
    }

    [Theory]
    [InlineData("Data Source=:memory:")]
    [InlineData("Data Source=x;Mode=Memory")]
    [InlineData("Data Source=file:x?mode=memory")]
    [InlineData("")]
    public void A_database_in_memory_is_refused_at_once(string connectionString) =>
        ((Action)(() => _ = new SqliteStore(connectionString))).Should().Throw<ArgumentException>().WithMessage("*UseInMemory()*");

    [Theory]
    [InlineData("")]
    [InlineData("1x")]
    [InlineData("a-b")]
    [InlineData("sqlite_x")]
    [InlineData("a\"b")]
    public void A_table_prefix_that_would_not_do_is_refused_at_once(string prefix) =>
        ((Action)(() => _ = new SqliteStore("Data Source=x.db", new() { TablePrefix = prefix }))).Should().Throw<ArgumentException>().WithMessage("*table prefix*");

    private static Task<StoreException> FailureAsync(SqliteStore store) => FailureAsync(() => store.LoadAsync("acme", 0, [], default).AsTask());

    /// <summary>All of these are known to have written nothing.</summary>
    private static async Task<StoreException> FailureAsync(Func<Task> call)
    {
        StoreException failure = (await call.Should().ThrowAsync<StoreException>()).Which;
        failure.Fate.Should().Be(CommandFate.NotApplied);
        failure.Message.Should().EndWith("Nothing was written.");
        return failure;
    }
}
