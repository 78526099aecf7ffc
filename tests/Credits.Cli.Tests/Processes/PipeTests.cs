namespace Credits.Cli.Tests.Processes;

public sealed class PipeTests
{
    [Theory]
    [InlineData("export")]
    [InlineData("transactions", "--limit", "20000")]
    [InlineData("transactions", "--limit", "20000", "--json")]
    public async Task It_ends_quietly_when_nobody_reads_on(string command, params string[] options)
    {
        using StoreFile file = await StoreFile.WithConsumesAsync(20_000);
        using ToolProcess tool = ToolProcess.Start([command, "acme", "--store", file.Store, .. options]);
        (await ToolProcess.LineAsync(tool.Output)).Should().NotBeNullOrEmpty();

        tool.Output.Close();

        (await tool.EndAsync()).Should().Be(141);
        (await tool.Error.ReadToEndAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task Whoever_waits_for_an_answer_before_he_sends_the_next_command_gets_it_and_Ctrl_C_ends_it()
    {
        using ToolProcess tool = ToolProcess.Start("simulate", "--catalog", Tool.Catalog);
        await tool.Input.WriteLineAsync("""{"at":"2026-01-05T09:00:00Z","op":"open","wallet":"acme"}""");
        await tool.Input.FlushAsync();
        (await ToolProcess.LineAsync(tool.Output)).Should().Contain("\"accepted\"");

        await tool.InterruptAsync();

        (await tool.EndAsync()).Should().Be(130);
        (await tool.Error.ReadToEndAsync()).Should().Be($"Stopped.{Environment.NewLine}");
    }
}
