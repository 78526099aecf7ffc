using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Credits.Cli.Tests.Processes;

public sealed class KilledTests
{
    private const int Rounds = 5;

    [Fact]
    public async Task A_grant_that_was_killed_happens_once_when_it_is_repeated()
    {
        using StoreFile file = await StoreFile.SimulateAsync("""{"at":"2026-01-05T09:00:00Z","op":"open","wallet":"acme"}""");
        for (int round = 0; round < Rounds; round++)
        {
            using ToolProcess tool = ToolProcess.Start("grant", "acme", "10", "--by", "boss", "--store", file.Store);
            string operation = (await ToolProcess.LineAsync(tool.Error))!["operation ".Length..];
            if (round > 0)
            {
                // Killed at another place each time: before, during and after the commit. The first round is killed at once.
                await Task.WhenAny(ToolProcess.LineAsync(tool.Output), Task.Delay(TimeSpan.FromMilliseconds(round * 40)));
            }

            tool.Kill();
            await tool.EndAsync();
            string[] again = ["grant", "acme", "10", "--by", "boss", "--store", file.Store, "--operation", operation];

            (await Tool.RunAsync(again)).Done();

            Tool balance = (await Tool.RunAsync("balance", "acme", "--store", file.Store, "--json")).Done();
            balance.Json.Single().GetProperty("available").GetString().Should().Be(((round + 1) * 10).ToString(CultureInfo.InvariantCulture));
        }

        (await Tool.RunAsync("verify", "--store", file.Store)).Done();
    }

    [Fact]
    public async Task A_grant_that_was_killed_while_it_waited_for_the_file_wrote_nothing()
    {
        using StoreFile file = await StoreFile.SimulateAsync("""{"at":"2026-01-05T09:00:00Z","op":"open","wallet":"acme"}""");
        long before = file.Entries;
        using (SqliteConnection other = new($"Data Source={file.Path};Pooling=False"))
        {
            await other.OpenAsync();
            using SqliteTransaction held = other.BeginTransaction();
            using ToolProcess tool = ToolProcess.Start("grant", "acme", "10", "--by", "boss", "--store", file.Store);
            (await ToolProcess.LineAsync(tool.Error)).Should().StartWith("operation ");

            tool.Kill();
            await tool.EndAsync();
        }

        file.Entries.Should().Be(before);
    }

    [Fact]
    public async Task A_file_that_somebody_else_holds_is_said_to_be_locked()
    {
        using StoreFile file = await StoreFile.SimulateAsync("""{"at":"2026-01-05T09:00:00Z","op":"open","wallet":"acme"}""");
        using SqliteConnection other = new($"Data Source={file.Path};Pooling=False");
        await other.OpenAsync();
        using SqliteTransaction held = other.BeginTransaction();

        Tool run = await Tool.RunAsync("grant", "acme", "10", "--by", "boss", "--operation", "o-1", "--store", file.Store);

        run.ExitCode.Should().Be(3);
        run.Error.Should().Contain("'o-1'").And.Contain("nothing was written").And.Contain("is locked");
    }

    [Fact]
    public async Task An_export_that_was_killed_leaves_the_file_as_it_was()
    {
        using StoreFile file = await StoreFile.WithConsumesAsync(20_000);
        string csv = file.InDirectory("acme.csv");
        await File.WriteAllTextAsync(csv, "before");
        using ToolProcess tool = ToolProcess.Start("export", "acme", "--store", file.Store, "--output", csv);
        while (!tool.HasEnded && Directory.GetFiles(file.Directory, "*.partial").Length == 0)
        {
            await Task.Yield();
        }

        tool.Kill();
        await tool.EndAsync();

        string after = await File.ReadAllTextAsync(csv);
        (after == "before" || after.Split("\r\n").Length == 20_003).Should().BeTrue("it is the old file or the whole new one, not {0} characters", after.Length);
    }
}
