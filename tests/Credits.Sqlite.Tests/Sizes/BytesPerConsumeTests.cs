using Microsoft.Data.Sqlite;

namespace Credits.Sqlite.Tests.Sizes;

/// <summary>What a simple consume takes in the file, with every index: at most 300 bytes.</summary>
[Collection(nameof(Alone))]
public sealed class BytesPerConsumeTests(ITestOutputHelper output)
{
    private const int Consumes = 100_000;

    /// <summary>In one wallet, and all over many; with the ids that the library makes, and with a host's random ones.</summary>
    [Theory]
    [InlineData(1, false)]
    [InlineData(1, true)]
    [InlineData(1_000, false)]
    [InlineData(1_000, true)]
    public async Task A_simple_consume_takes_at_most_300_bytes(int wallets, bool hasRandomIds)
    {
        using TemporaryFile file = new();
        await using CreditsHost host = new(file.ConnectionString, static o => o.Synchronous = SqliteSynchronous.Normal);
        await Task.WhenAll(Enumerable.Range(0, wallets).Select(i => host.OpenAsync($"wallet-{i}", 1_000_000)));
        using SqliteConnection connection = file.Open();
        long before = BytesAfterCheckpoint(connection);
        await Task.WhenAll(Enumerable.Range(0, 200).Select(async caller =>
        {
            await Task.Yield();
            for (int i = caller; i < Consumes; i += 200)
            {
                await host.ConsumeAsync($"wallet-{i % wallets}", 5, hasRandomIds ? Guid.NewGuid().ToString() : null);
            }
        }));
        double each = (BytesAfterCheckpoint(connection) - before) / (double)Consumes;
        long json = connection.Number("SELECT avg(length(entry)) FROM credits_journal WHERE version > 2");
        output.WriteLine($"{wallets} wallets, {(hasRandomIds ? "random" : "the library's")} ids: {each:F1} bytes a consume, of which {json} JSON.");
        each.Should().BeLessThanOrEqualTo(300);
    }

    private static long BytesAfterCheckpoint(SqliteConnection connection)
    {
        connection.Number("PRAGMA wal_checkpoint(TRUNCATE)").Should().Be(0, "the checkpoint must not have been blocked");
        return connection.Number("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size");
    }
}
