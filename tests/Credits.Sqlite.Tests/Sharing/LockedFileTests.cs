using System.Diagnostics;
using Credits.Journal;
using Credits.Storage;

namespace Credits.Sqlite.Tests.Sharing;

/// <summary>Another process holds the file.</summary>
public sealed class LockedFileTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task A_process_that_holds_the_lock_is_waited_for_then_named_and_once_it_is_killed_all_goes_on()
    {
        using TemporaryFile file = new();
        JournalEntry[] journal = await JournalMaterial.ConsumesAsync(5);
        await using SqliteStore store = new(file.ConnectionString, new() { BusyTimeout = TimeSpan.FromMilliseconds(200) });
        await store.CommitAsync(new("acme", 0, journal[..3], null, null), default);
        using (Process holder = await HoldAsync(file, "immediate"))
        {
            StoreException failure = (await store.Awaiting(s => s.CommitAsync(new("acme", 3, journal[3..], null, null), default).AsTask()).Should().ThrowAsync<StoreException>()).Which;

            failure.Fate.Should().Be(CommandFate.NotApplied);
            failure.Message.Should().Contain(file.Path).And.Contain("is locked").And.Contain("0.2 s").And.Contain("BusyTimeout").And.EndWith("Nothing was written.");
            (await store.LoadAsync("acme", 0, [], default)).Entries.Should().HaveCount(3, "readers do not wait for writers");
            holder.Kill();
            await holder.WaitForExitAsync().WaitAsync(Patience);
        }

        (await store.CommitAsync(new("acme", 3, journal[3..], null, null), default)).Should().Be(CommitOutcome.Committed);
    }

    [Fact]
    public async Task A_process_that_lets_go_in_time_is_only_waited_for()
    {
        using TemporaryFile file = new();
        JournalEntry[] journal = await JournalMaterial.ConsumesAsync(5);
        await using SqliteStore store = new(file.ConnectionString, new() { BusyTimeout = Patience });
        await store.CommitAsync(new("acme", 0, journal[..3], null, null), default);
        using Process holder = await HoldAsync(file, "immediate");

        Task<CommitOutcome> commit = Task.Run(() => store.CommitAsync(new("acme", 3, journal[3..], null, null), default).AsTask());
        await holder.StandardInput.WriteLineAsync("go");

        (await commit.WaitAsync(Patience)).Should().Be(CommitOutcome.Committed);
        await holder.WaitForExitAsync().WaitAsync(Patience);
    }

    [Fact]
    public async Task A_process_that_wants_the_file_for_itself_alone_is_named_to_readers_too()
    {
        using TemporaryFile file = new();
        JournalEntry[] journal = await JournalMaterial.ConsumesAsync(5);
        await using (SqliteStore store = new(file.ConnectionString))
        {
            await store.CommitAsync(new("acme", 0, journal, null, null), default);
        }

        using Process holder = await HoldAsync(file, "exclusive");
        await using SqliteStore late = new(file.ConnectionString, new() { BusyTimeout = TimeSpan.FromMilliseconds(200) });

        StoreException failure = (await late.Awaiting(s => s.LoadAsync("acme", 0, [], default).AsTask()).Should().ThrowAsync<StoreException>()).Which;

        failure.Fate.Should().Be(CommandFate.NotApplied);
        failure.Message.Should().Contain(file.Path).And.Contain("is locked");
        await holder.StandardInput.WriteLineAsync("go");
        await holder.WaitForExitAsync().WaitAsync(Patience);
        (await late.LoadAsync("acme", 0, [], default)).Entries.Should().HaveCount(5);
    }

    private static async Task<Process> HoldAsync(TemporaryFile file, string how)
    {
        Process holder = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Credits.Sqlite.Crash.dll"), "hold", file.Path, how])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        (await holder.StandardOutput.ReadLineAsync().WaitAsync(Patience)).Should().Be("held");
        return holder;
    }
}
