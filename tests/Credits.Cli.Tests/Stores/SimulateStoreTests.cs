namespace Credits.Cli.Tests.Stores;

public sealed class SimulateStoreTests
{
    private const string Open = """{"at":"2026-01-05T09:00:00Z","op":"open","wallet":"acme","plan":"free"}""";
    private const string Consume = """{"at":"2026-01-05T09:01:00Z","op":"consume","wallet":"acme","feature":"test-cases"}""";

    [Theory]
    [InlineData("1-reference-product")]
    [InlineData("2-plans-and-months")]
    [InlineData("3-limits-and-notices")]
    public async Task The_examples_come_out_in_a_file_as_in_memory(string example)
    {
        using StoreFile file = new();

        await StoredExamples.CompareAsync(example, "--store", file.Store);

        (await Tool.RunAsync("verify", "--store", file.Store)).Done();
    }

    [Fact]
    public async Task A_store_that_holds_wallets_is_left_alone()
    {
        using StoreFile file = await StoreFile.SimulateAsync(Open);
        long before = file.Entries;

        Tool run = await Tool.RunAsync(["simulate", "--catalog", Tool.Catalog, "--store", file.Store], t => t, Open, Consume);

        run.ExitCode.Should().Be(1);
        run.Output.Should().BeEmpty();
        run.Error.Should().Contain("'acme'").And.Contain("--append").And.Contain("Nothing was written");
        file.Entries.Should().Be(before);
    }

    [Fact]
    public async Task Going_on_in_a_store_wants_operations_of_every_command_that_writes()
    {
        using StoreFile file = await StoreFile.SimulateAsync(Open);
        string[] append = ["simulate", "--catalog", Tool.Catalog, "--store", file.Store, "--append"];

        Tool without = await Tool.RunAsync(append, t => t, """{"at":"2026-01-05T09:00:00Z","op":"balance","wallet":"acme"}""", Consume);
        Tool with = await Tool.RunAsync(append, t => t, Consume.Replace("\"op\"", "\"operation\":\"job-1\",\"op\"", StringComparison.Ordinal));

        without.ExitCode.Should().Be(2);
        without.Json.Should().ContainSingle().Which.GetProperty("available").GetString().Should().Be("1000");
        without.Error.Should().StartWith("line 2: operation: ");
        with.Done().Json.Should().ContainSingle().Which.GetProperty("available").GetString().Should().Be("950");
    }
}
