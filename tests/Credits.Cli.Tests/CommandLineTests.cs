using System.Text;

namespace Credits.Cli.Tests;

public sealed class CommandLineTests
{
    private static readonly string Catalog = Simulated.ExampleFile("catalog.json");

    [Fact]
    public async Task The_store_in_memory_can_be_named()
    {
        Simulated simulated = await Simulated.RunAsync(["--catalog", Catalog, "--store", "memory"], []);

        simulated.ExitCode.Should().Be(0);
        simulated.Lines.Should().BeEmpty();
    }

    [Theory]
    [InlineData("mysql:wallets")]
    [InlineData("Memory")]
    [InlineData("")]
    public async Task A_store_that_is_not_there_is_named_with_those_that_are(string store)
    {
        (int exitCode, string output, string error) = await Simulated.RunRawAsync(["simulate", "--catalog", Catalog, "--store", store], []);

        exitCode.Should().Be(1);
        output.Should().NotContain("\"line\"");
        error.Should().Contain($"--store '{store}' is not supported. Supported: memory, sqlite:PATH, postgres:CONNECTION.");
    }

    [Fact]
    public async Task The_catalogue_has_to_be_given()
    {
        (int exitCode, _, string error) = await Simulated.RunRawAsync(["simulate"], []);

        exitCode.Should().Be(1);
        error.Should().Contain("--catalog");
    }

    [Fact]
    public async Task A_catalogue_that_is_not_there_is_unreadable()
    {
        Simulated simulated = await Simulated.RunAsync(["--catalog", Simulated.ExampleFile("none.json")], []);

        simulated.ExitCode.Should().Be(2);
        simulated.Error.Should().StartWith("none.json: ").And.Contain("none.json");
    }

    [Fact]
    public async Task A_mistake_in_the_catalogue_ends_it_before_the_first_line()
    {
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid()}.json");
        await File.WriteAllTextAsync(path, """{"plans":[{"code":"a","alowance":1}]}""", TestContext.Current.CancellationToken);
        try
        {
            Simulated simulated = await Simulated.RunAsync(["--catalog", path], ["nonsense"]);

            simulated.ExitCode.Should().Be(2);
            simulated.Lines.Should().BeEmpty();
            simulated.Error.Should().Be($"{Path.GetFileName(path)}: plans[0].alowance: no such field is known here.{Environment.NewLine}");
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public async Task Help_describes_the_options()
    {
        (int exitCode, string output, _) = await Simulated.RunRawAsync(["simulate", "--help"], []);

        exitCode.Should().Be(0);
        output.Should().Contain("--catalog").And.Contain("--store").And.Contain("--summary");
    }

    [Fact]
    public async Task Who_watches_is_told_how_far_it_has_come()
    {
        // So many that no machine takes fewer than ten a second, of which it tells tenths.
        byte[] input = Encoding.UTF8.GetBytes(string.Join('\n', Enumerable.Repeat("""{"at":"2026-01-05T09:00:00Z","op":"advance"}""", 5_000)));

        Simulated watched = await Simulated.RunAsync(["simulate", "--catalog", Catalog], input, showsProgress: true);

        watched.Error.Should().MatchRegex("5,000 lines, [0-9,]+ lines a second");
    }

    [Fact]
    public async Task At_the_end_of_the_calendar_a_plan_begins_its_last_period()
    {
        Simulated simulated = await Simulated.RunAsync(
            """{"at":"9999-12-30T00:00:00Z","op":"open","wallet":"a"}""",
            """{"at":"9999-12-30T00:00:00Z","op":"change_plan","wallet":"a","plan":"pro"}""");

        simulated.ExitCode.Should().Be(0);
        simulated.Lines.Should().HaveCount(2);
    }
}
