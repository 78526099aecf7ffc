namespace Credits.Cli.Tests.Processes;

/// <summary>Files that the system does not let the tool write. Root may write them all, so the tool runs without that right of root's.</summary>
public sealed class ReadOnlyTests
{
    [Fact]
    public async Task A_file_that_may_not_be_written_is_named_with_what_became_of_the_command()
    {
        using StoreFile file = await StoreFile.WithConsumesAsync(3);
        long before = file.Entries;
        file.Protect("444", "755");

        (int exitCode, _, string error) = await RunAsync("grant", "acme", "5", "--by", "boss", "--operation", "o-1", "--store", file.Store);

        exitCode.Should().Be(3, "{0}", error);
        error.Should().Contain(file.Path).And.Contain("read-only").And.Contain("Give this process the right to write").And.Contain("'o-1'").And.Contain("nothing was written").And.NotContain("   at ");
        file.Protect("644", "755");
        file.Entries.Should().Be(before);
        (await RunAsync("grant", "acme", "5", "--by", "boss", "--operation", "o-1", "--store", file.Store)).ExitCode.Should().Be(0);
    }

    [Fact]
    public async Task A_directory_that_may_not_be_written_is_named_too_since_the_log_goes_there()
    {
        using StoreFile file = await StoreFile.WithConsumesAsync(3);
        file.Protect("644", "555");

        (int exitCode, _, string error) = await RunAsync("grant", "acme", "5", "--by", "boss", "--store", file.Store);
        file.Protect("644", "755");

        exitCode.Should().Be(3, "{0}", error);
        error.Should().Contain(file.Path).And.Contain("directory").And.NotContain("   at ");
        file.Entries.Should().Be(5);
    }

    [Theory]
    [InlineData("444", "755")]
    [InlineData("444", "555")]
    public async Task Whoever_may_only_read_can_read_while_a_service_has_the_file_open(string ofFile, string ofDirectory)
    {
        using StoreFile file = await StoreFile.WithConsumesAsync(3);
        using IDisposable service = file.HoldOpen();
        file.Protect(ofFile, ofDirectory);

        (int exitCode, string output, string error) = await RunAsync("verify", "--store", file.Store);
        file.Protect("644", "755");

        exitCode.Should().Be(0, "{0}", error);
        output.Should().StartWith("1 wallet verified, 5 entries");
    }

    private static async Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] args)
    {
        using ToolProcess tool = ToolProcess.StartWithin(
            Environment.IsPrivilegedProcess ? ["setpriv", "--bounding-set=-dac_override,-dac_read_search,-fowner"] : [], args);
        Task<string> output = tool.Output.ReadToEndAsync();
        Task<string> error = tool.Error.ReadToEndAsync();
        int exitCode = await tool.EndAsync();
        return (exitCode, await output, await error);
    }
}
