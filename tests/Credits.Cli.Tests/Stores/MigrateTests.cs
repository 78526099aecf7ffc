namespace Credits.Cli.Tests.Stores;

public sealed class MigrateTests
{
    [Fact]
    public async Task It_says_from_which_version_to_which_and_may_run_again()
    {
        using StoreFile file = new();

        (await Tool.RunAsync("migrate", "--store", file.Store)).Done().Output.Should().Be($"'{file.Path}': made the tables, from nothing to version 1.\n");
        (await Tool.RunAsync("migrate", "--store", file.Store)).Done().Output.Should().Be($"'{file.Path}': nothing to do, the tables are of version 1 already.\n");
    }

    [Fact]
    public async Task Stores_of_different_prefixes_live_in_one_file()
    {
        using StoreFile file = await StoreFile.WithConsumesAsync(1);

        (await Tool.RunAsync("migrate", "--store", file.Store, "--table-prefix", "other_")).Done();

        (await Tool.RunAsync("verify", "--store", file.Store, "--table-prefix", "other_")).Done().Output.Should().StartWith("0 wallets");
        (await Tool.RunAsync("verify", "--store", file.Store)).Done().Output.Should().StartWith("1 wallet ");
    }

    [Fact]
    public async Task A_file_is_not_distributed()
    {
        using StoreFile file = new();

        Tool run = await Tool.RunAsync("migrate", "--store", file.Store, "--distributed");

        run.ExitCode.Should().Be(1);
        run.Error.Should().Contain("PostgreSQL").And.Contain("Nothing was changed");
        File.Exists(file.Path).Should().BeFalse();
    }

    [Fact]
    public async Task A_directory_that_is_not_there_is_named()
    {
        using StoreFile file = new();

        Tool run = await Tool.RunAsync("migrate", "--store", $"sqlite:{file.InDirectory("none")}/credits.db");

        run.ExitCode.Should().Be(3);
        run.Error.Should().Contain("Could not migrate").And.Contain($"the directory '{file.InDirectory("none")}' does not exist");
    }
}
