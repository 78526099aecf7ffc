namespace Credits.Sqlite.Tests.Durability;

/// <summary>
/// A loss of power takes what was written and not synced. So no acknowledgement may leave before the sync that covers it: looked at from
/// outside, as the system calls of a writer under strace (Debian's package <c>strace</c>).
/// </summary>
[Collection(nameof(Alone))]
public sealed class PowerLossTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    public async Task No_acknowledgement_leaves_before_the_sync_that_covers_it(int callers)
    {
        (int acknowledged, int syncs, List<string> uncovered) = await TraceAsync(SqliteSynchronous.Full, callers);
        output.WriteLine($"{callers} callers: {acknowledged} acknowledgements after {syncs} syncs.");
        uncovered.Should().BeEmpty();
        syncs.Should().BeGreaterThan(acknowledged / (callers + 1));
    }

    /// <summary>Shows that the test above can fail.</summary>
    [Fact]
    public async Task With_synchronous_lowered_acknowledgements_leave_before_any_sync()
    {
        (int acknowledged, _, List<string> uncovered) = await TraceAsync(SqliteSynchronous.Normal, callers: 4);
        uncovered.Should().HaveCountGreaterThan(acknowledged / 2);
    }

    private static async Task<(int Acknowledged, int Syncs, List<string> Uncovered)> TraceAsync(SqliteSynchronous synchronous, int callers)
    {
        using TemporaryFile file = new();
        string trace = file.Path + ".strace";
        int operations = 160 / callers;
        using WriterProcess writer = new(file.Path, synchronous, "traced", wallets: 2, callers, operations, around: SyncTrace.Command(trace));
        writer.Go();
        (await writer.WaitForEndAsync()).Should().Be(0);
        (int Acknowledged, int Syncs, List<string> Uncovered) read = SyncTrace.Read(trace);
        read.Acknowledged.Should().Be(writer.Acknowledged.Count, "the trace must have seen them all").And.BeGreaterThan(160);
        return read;
    }
}
