using Credits.Journal;
using Credits.Storage;
using Microsoft.Data.Sqlite;

namespace Credits.Sqlite.Tests;

/// <summary>The index of operations keeps 64 bits of each id.</summary>
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
