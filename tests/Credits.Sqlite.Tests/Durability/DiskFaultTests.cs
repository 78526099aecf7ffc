using Credits.Journal;

namespace Credits.Sqlite.Tests.Durability;

/// <summary>The disk fails under a writer: strace makes some of its writes and syncs of the log fail. What the writer is told is true, and repeating is safe.</summary>
[Collection(nameof(Alone))]
public sealed class DiskFaultTests
{
    [Fact]
    public async Task A_sync_that_fails_leaves_the_commit_unknown_and_repeating_it_does_it_once()
    {
        using TemporaryFile file = new();
        IReadOnlyCollection<string> failed = await WriteAsync(file, "inject=fsync,fdatasync:error=EIO:when=12..15");
        failed.Should().NotBeEmpty().And.OnlyContain(f => f.StartsWith("Unknown "));
    }

    [Fact]
    public async Task A_disk_that_is_full_writes_nothing_and_repeating_does_it_once()
    {
        using TemporaryFile file = new();
        IReadOnlyCollection<string> failed = await WriteAsync(file, "inject=pwrite64:error=ENOSPC:when=60..70");
        failed.Should().NotBeEmpty().And.OnlyContain(f => f.StartsWith("NotApplied "));
    }

    [Fact]
    public async Task A_write_that_fails_writes_nothing_and_repeating_does_it_once()
    {
        using TemporaryFile file = new();
        IReadOnlyCollection<string> failed = await WriteAsync(file, "inject=pwrite64:error=EIO:when=61..64");
        failed.Should().NotBeEmpty().And.OnlyContain(f => f.StartsWith("NotApplied "));
    }

    // strace counts the calls of each thread by itself, so the writer has one. Of its syncs of the log now and then one belongs to no commit
    // but to a checkpoint, whose failure nobody needs to hear of: so several in a row fail.

    /// <summary>Runs a writer whose calls on the log are tampered with, and looks whether all that it did is there once.</summary>
    private static async Task<IReadOnlyCollection<string>> WriteAsync(TemporaryFile file, string fault)
    {
        string log = file.Path + "-wal";
        string trace = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            using WriterProcess writer = new(
                file.Path, SqliteSynchronous.Full, "faulty", wallets: 1, callers: 2, operations: 40, worksOnOneThread: true, "strace", "-f", "-qq", "-o", trace, "-P", log, "-e", fault);
            writer.Go();
            (await writer.WaitForEndAsync()).Should().Be(0);
            await using CreditsHost host = new(file.ConnectionString);
            host.Clock.Set(NodaTime.Instant.FromUtc(2500, 1, 1, 0, 0));
            List<string> written = [];
            await foreach (JournalEntry entry in host.Store.ReadAsync("faulty-0", new(), default))
            {
                if (entry.Operation is { } operation)
                {
                    written.Add(operation);
                }
            }

            written.Should().OnlyHaveUniqueItems().And.BeEquivalentTo(writer.Acknowledged);
            (await host.IsCleanAsync("faulty-0")).Should().BeTrue();
            return writer.Failed;
        }
        finally
        {
            File.Delete(trace);
        }
    }
}
