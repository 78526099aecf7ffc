namespace Credits.Cli.Tests.Stores;

public sealed class StoreChoiceTests
{
    [Fact]
    public async Task Without_a_store_nothing_is_done()
    {
        Tool run = await Tool.RunAsync("balance", "acme");

        run.ExitCode.Should().Be(1);
        run.Error.Should().Contain("--store").And.Contain("CREDITS_STORE");
    }

    [Fact]
    public async Task The_environment_may_name_the_store()
    {
        using StoreFile file = await StoreFile.WithConsumesAsync(1);

        Tool run = await Tool.RunAsync(["balance", "acme"], t => t with { DefaultStore = file.Store });

        run.Done().Output.Should().Contain("999990");
    }

    [Fact]
    public async Task A_simulation_never_ends_up_in_the_store_of_the_environment()
    {
        using StoreFile file = new();

        Tool run = await Tool.RunAsync(
            ["simulate", "--catalog", Tool.Catalog], t => t with { DefaultStore = file.Store }, """{"at":"2026-01-05T09:00:00Z","op":"open","wallet":"acme"}""");

        run.Done();
        File.Exists(file.Path).Should().BeFalse();
    }

    [Theory]
    [InlineData("postgres:Host=127.0.0.1;Port=1;Username=u;Password=geheim", 3)]
    [InlineData("postgres://u:geheim@127.0.0.1:1/app", 3)]
    [InlineData("postgres:Host=127.0.0.1;Password=ge;geheim=3", 1)]
    [InlineData("postgres:Host=127.0.0.1;Port=geheim", 1)]
    [InlineData("postgres:Password=geheim", 1)]
    [InlineData("Host=127.0.0.1;Password=geheim", 1)]
    [InlineData("mysql://u:geheim@127.0.0.1", 1)]
    public async Task A_password_is_never_shown(string store, int exitCode)
    {
        Tool run = await Tool.RunAsync("balance", "acme", "--store", store);

        run.ExitCode.Should().Be(exitCode);
        run.Error.Should().NotBeEmpty().And.NotContain("geheim");
        run.Output.Should().NotContain("geheim");
    }

    [Fact]
    public async Task A_password_in_the_wrong_place_is_never_shown()
    {
        Tool run = await Tool.RunAsync("balance", "acme", "--store", "postgres:Host=h", "Password=geheim", "postgres://u:geheim@h/db");

        run.ExitCode.Should().Be(1);
        run.Error.Should().Contain("Password=***").And.Contain("postgres://u:***@h/db").And.NotContain("geheim");
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_named()
    {
        Tool run = await Tool.RunAsync("verify", "--store", "postgres://u:p@127.0.0.1:1/app");

        run.ExitCode.Should().Be(3);
        run.Error.Should().Contain("cannot be reached").And.Contain("127.0.0.1:1, database 'app', user 'u'").And.Contain("Nothing was done.").And.NotContain(" at Npgsql.");
    }

    [Theory]
    [InlineData("sqlite:x.db", "--schema", "a", "--table-prefix")]
    [InlineData("postgres:Host=h", "--table-prefix", "a_", "--schema")]
    [InlineData("sqlite:x.db", "--table-prefix", "1", "table prefix")]
    [InlineData("postgres:Host=h", "--schema", "a-b", "a-b")]
    public async Task The_options_of_the_other_store_and_names_that_are_none_are_mistakes(string store, string option, string value, string named)
    {
        Tool run = await Tool.RunAsync("verify", "--store", store, option, value);

        run.ExitCode.Should().Be(1);
        run.Error.Should().Contain(named);
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_not_made_by_reading()
    {
        using StoreFile file = new();

        foreach (string[] command in (string[][])[["balance", "a"], ["transactions", "a"], ["export", "a"], ["verify"], ["grant", "a", "1", "--by", "b"]])
        {
            Tool run = await Tool.RunAsync([.. command, "--store", file.Store]);

            run.ExitCode.Should().Be(3);
            run.Error.Should().Contain($"There is no file '{file.Path}'.").And.Contain($"credits migrate --store 'sqlite:{file.Path}'");
        }

        Directory.GetFileSystemEntries(file.Directory).Should().BeEmpty();
    }

    [Fact]
    public async Task A_file_without_tables_is_told_how_to_get_them()
    {
        using StoreFile file = new();
        file.Execute("CREATE TABLE mine (a)");

        Tool run = await Tool.RunAsync("verify", "--store", file.Store, "--table-prefix", "my_");

        run.ExitCode.Should().Be(3);
        run.Error.Should().Contain("There are no credits tables in").And.Contain($"credits migrate --store 'sqlite:{file.Path}' --table-prefix my_");
    }

    [Fact]
    public async Task Tables_of_a_newer_version_are_left_alone()
    {
        using StoreFile file = await StoreFile.WithConsumesAsync(1);
        file.Execute("UPDATE credits_schema SET version = 99");

        (await Tool.RunAsync("balance", "acme", "--store", file.Store)).Error.Should().Contain("version 99").And.Contain("update this tool");
        (await Tool.RunAsync("migrate", "--store", file.Store)).ExitCode.Should().Be(3);
    }

    [Fact]
    public async Task What_is_no_database_is_said_to_be_none()
    {
        using StoreFile file = new();
        await File.WriteAllTextAsync(file.Path, new string('x', 5_000));

        Tool run = await Tool.RunAsync("verify", "--store", file.Store);

        run.ExitCode.Should().Be(3);
        run.Error.Should().Contain(file.Path).And.Contain("is not a SQLite database").And.NotContain("   at ");
    }
}
