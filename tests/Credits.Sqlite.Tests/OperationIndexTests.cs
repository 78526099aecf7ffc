using Credits.Journal;
using Credits.Storage;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Credits.Sqlite.Tests;

/// <summary>The index of operations keeps 64 bits of each id.</summary>
[Collection(nameof(Alone))]
public sealed class OperationIndexTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Operations_that_share_their_bits_in_the_index_are_told_apart()
    {
        // Of ids made in one millisecond 24 bits are left: among so many of them some share all.
        const int Entries = 20_000;
        DateTimeOffset moment = DateTimeOffset.FromUnixTimeMilliseconds(1_800_000_000_000);
        JournalEntry[] journal = await JournalMaterial.ConsumesAsync(Entries, _ => Guid.CreateVersion7(moment).ToString("N"));
        using TemporaryFile file = new();
        await using SqliteStore store = new(file.ConnectionString);
        foreach (JournalEntry[] batch in journal.Chunk(1_000))
        {
            (await store.CommitAsync(new("acme", batch[0].Version - 1, batch, null, null), default)).Should().Be(CommitOutcome.Committed);
        }

        using SqliteConnection connection = file.Open();
        connection.Number("SELECT count(*) - count(DISTINCT operation) FROM credits_operations").Should().BeGreaterThan(0);
        JournalKey[] keys = [.. journal.Select(e => new JournalKey(JournalKeyKind.Operation, e.Operation!))];
        WalletHistory history = await store.LoadAsync("acme", Entries, keys, default);
        history.Found.Select(f => (f.Key.Id, f.Value.Operation, f.Value.Version)).Should().Equal(journal.Select(e => (e.Operation!, e.Operation, e.Version)));
    }

    [Fact]
    public async Task Ids_in_the_order_of_time_write_less()
    {
        DateTimeOffset moment = DateTimeOffset.FromUnixTimeMilliseconds(1_800_000_000_000);
        long ordered = await BytesWrittenAsync(i => Guid.CreateVersion7(moment.AddMilliseconds(i)).ToString("N"));
        long random = await BytesWrittenAsync(_ => Guid.NewGuid().ToString("N"));
        output.WriteLine($"{ordered} bytes a consume with ids in the order of time, {random} with random ones.");
        random.Should().BeGreaterThan(ordered * 2);
    }

    [Theory]
    [InlineData("01987654-3210-7abc-8def-0123456789ab", -7460683158689262147)]
    [InlineData("0198765432107abc8def0123456789ab", -7460683158689262147)]
    [InlineData("01987654-3210-7ABC-8DEF-0123456789AB", 2106289093653269337)]
    [InlineData("0f8fad5b-d9cb-469f-a165-70867728950e", -4029910305461757994)]
    [InlineData("export-2026-01-31", -593636622085216920)]
    [InlineData("né", -9028095167055300943)]
    public async Task An_operations_number_in_the_index_is_the_same_for_ever(string operation, long number)
    {
        JournalEntry[] journal = await JournalMaterial.ConsumesAsync(3, i => i == 3 ? operation : $"op-{i}");
        using TemporaryFile file = new();
        await using SqliteStore store = new(file.ConnectionString);
        await store.CommitAsync(new("acme", 0, journal, null, null), default);
        using SqliteConnection connection = file.Open();
        connection.Number("SELECT operation FROM credits_operations WHERE version = 3").Should().Be(number, "files that were written with it are read by every later version");
    }

    [Theory]
    [InlineData(100)]
    [InlineData(1_000)]
    public async Task Ids_in_no_order_need_no_temporary_files(int together)
    {
        // A statement of several rows that may fail halfway keeps what it changes for taking it back, unless it is told that it need not.
        JournalEntry[] journal = await JournalMaterial.ConsumesAsync(20_000, _ => Guid.NewGuid().ToString("N"));
        using TemporaryFile file = new();
        List<string> temporary = [];
        SqliteStoreOptions options = new()
        {
            Synchronous = SqliteSynchronous.Normal,
            OnConnectionOpened = connection => raw.sqlite3_commit_hook(
                connection.Handle,
                _ =>
                {
                    // Such a file stays open until the transaction has ended.
                    temporary.AddRange(OpenFiles().Where(static f => f.Contains("etilqs", StringComparison.Ordinal)));
                    return 0;
                },
                null),
        };
        await using SqliteStore store = new(file.ConnectionString, options);
        await store.CommitAsync(new("acme", 0, journal[..10_000], null, null), default);
        temporary.Clear();
        foreach (JournalEntry[] batch in journal[10_000..].Chunk(together))
        {
            await store.CommitAsync(new("acme", batch[0].Version - 1, batch, null, null), default);
        }

        temporary.Should().BeEmpty();
    }

    /// <summary>What this process has open. The runtime opens and closes files too: one that was closed meanwhile is none.</summary>
    private static List<string> OpenFiles()
    {
        List<string> open = [];
        foreach (string file in Directory.GetFiles("/proc/self/fd"))
        {
            try
            {
                open.Add(File.ResolveLinkTarget(file, returnFinalTarget: false)?.FullName ?? "");
            }
            catch (FileNotFoundException)
            {
            }
        }

        return open;
    }

    /// <summary>What goes to the log for a consume of a wallet that has 30,000, and commits 100 at a time.</summary>
    private static async Task<long> BytesWrittenAsync(Func<int, string> operation)
    {
        const int Entries = 40_000;
        JournalEntry[] journal = await JournalMaterial.ConsumesAsync(Entries, operation);
        using TemporaryFile file = new();
        await using SqliteStore store = new(
            file.ConnectionString,
            new() { Synchronous = SqliteSynchronous.Normal, OnConnectionOpened = static c => c.Execute("PRAGMA wal_autocheckpoint = 0") });
        long before = 0;
        foreach (JournalEntry[] batch in journal.Chunk(100))
        {
            if (batch[0].Version == 30_001)
            {
                before = new FileInfo(file.Path + "-wal").Length;
            }

            await store.CommitAsync(new("acme", batch[0].Version - 1, batch, null, null), default);
        }

        return (new FileInfo(file.Path + "-wal").Length - before) / (Entries - 30_000);
    }
}
