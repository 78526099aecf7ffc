using System.Globalization;
using Credits.Cli.Tests.Processes;
using Credits.PostgreSql.Tests.Server;

namespace Credits.Cli.Tests;

/// <summary>Every command on a server of its own; each test has a schema or a database of its own.</summary>
public sealed class PostgreSqlTests(PostgreSqlServer server) : IClassFixture<PostgreSqlServer>
{
    private const int KilledGrants = 5;

    private static int _schemas;

    private readonly string[] _store = ["--store", $"postgres:{server.ConnectionString}", "--schema", $"test_{Interlocked.Increment(ref _schemas)}"];

    [Theory]
    [InlineData("1-reference-product")]
    [InlineData("2-plans-and-months")]
    [InlineData("3-limits-and-notices")]
    public async Task The_examples_come_out_on_a_server_as_in_memory(string example)
    {
        await StoredExamples.CompareAsync(example, _store);

        (await Tool.RunAsync(["verify", .. _store])).Done();
    }

    [Fact]
    public async Task Tables_are_made_by_migrating_alone()
    {
        Tool before = await Tool.RunAsync(["verify", .. _store]);
        Tool first = await Tool.RunAsync(["migrate", .. _store]);
        Tool second = await Tool.RunAsync(["migrate", .. _store]);

        before.ExitCode.Should().Be(3);
        before.Error.Should().Contain("There are no credits tables in database 'postgres' on 127.0.0.1:").And.Contain($"credits migrate --store 'postgres:…' --schema {_store[3]}");
        first.Done().Output.Should().Contain($"schema '{_store[3]}'").And.EndWith("made the tables, from nothing to version 1.\n");
        second.Done().Output.Should().EndWith("nothing to do, the tables are of version 1 already.\n");
        (await Tool.RunAsync(["verify", .. _store])).Done().Output.Should().StartWith("0 wallets");
    }

    [Fact]
    public async Task Distributing_without_the_extension_is_refused_and_changes_nothing()
    {
        Tool run = await Tool.RunAsync(["migrate", "--distributed", .. _store]);

        run.ExitCode.Should().Be(3);
        run.Error.Should().Contain("citus").And.Contain("Nothing was changed");
        (await Tool.RunAsync(["verify", .. _store])).ExitCode.Should().Be(3);
    }

    [Fact]
    public async Task Tables_of_a_newer_version_are_left_alone()
    {
        (await Tool.RunAsync(["migrate", .. _store])).Done();
        await PostgreSqlServer.ExecuteAsync(server.ConnectionString, $"INSERT INTO {_store[3]}.schema_versions (version) VALUES (99)");

        (await Tool.RunAsync(["balance", "acme", .. _store])).Error.Should().Contain("version 99").And.Contain("update this tool");
        (await Tool.RunAsync(["migrate", .. _store])).ExitCode.Should().Be(3);
    }

    [Fact]
    public async Task A_wallet_is_granted_read_exported_and_verified()
    {
        string[] commands =
        [
            """{"at":"2026-01-05T09:00:00Z","op":"open","wallet":"acme","plan":"pro"}""",
            .. Enumerable.Range(0, 1_500).Select(_ => """{"at":"2026-01-05T09:00:00Z","op":"consume","wallet":"acme","feature":"test-cases","quantity":0.1}"""),
        ];
        (await Tool.RunAsync(["simulate", "--catalog", Tool.Catalog, .. _store], t => t, commands)).Done();

        Tool grant = await Tool.RunAsync(["grant", "acme", "10", "--by", "boss", "--operation", "o-1", .. _store]);
        Tool again = await Tool.RunAsync(["grant", "acme", "10", "--by", "boss", "--operation", "o-1", .. _store]);
        Tool balance = await Tool.RunAsync(["balance", "acme", "--json", .. _store]);
        Tool late = await Tool.RunAtAsync(Tool.Now + NodaTime.Duration.FromDays(30), ["balance", "acme", "--json", .. _store]);
        Tool transactions = await Tool.RunAsync(["transactions", "acme", "--limit", "1200", "--json", .. _store]);
        Tool export = await Tool.RunAsync(["export", "acme", .. _store]);

        grant.Done().Output.Should().StartWith("Granted 10 credits");
        again.Done().Output.Should().StartWith("This operation was done before");
        balance.Done().Json.Single().GetProperty("available").GetString().Should().Be("3510");
        late.Done().Error.Should().Contain("2026-02-01T00:00:00Z");
        transactions.Done().Json.Should().HaveCount(1_200);
        export.Done().Output.Split("\r\n").Should().HaveCount(1_504);
        (await Tool.RunAsync(["verify", "acme", .. _store])).Done().Output.Should().StartWith("1 wallet verified, 1,502 entries with 1,502 transactions");
    }

    [Fact]
    public async Task Damage_is_found()
    {
        (await Tool.RunAsync(["simulate", "--catalog", Tool.Catalog, .. _store], t => t, """{"at":"2026-01-05T09:00:00Z","op":"open","wallet":"acme","plan":"pro"}""", """{"at":"2026-01-05T09:00:00Z","op":"open","wallet":"b"}""")).Done();
        await PostgreSqlServer.ExecuteAsync(server.ConnectionString, $"DELETE FROM {_store[3]}.journal WHERE wallet = 'acme'");

        Tool run = await Tool.RunAsync(["verify", .. _store]);

        run.ExitCode.Should().Be(1);
        run.Output.Should().Contain("acme: is listed by the store and has no journal").And.Contain("2 wallets verified");
    }

    [Fact]
    public async Task A_database_that_is_not_there_is_named()
    {
        Tool run = await Tool.RunAsync("verify", "--store", $"postgres:{server.ConnectionTo("nowhere")};Password=geheim");

        run.ExitCode.Should().Be(3);
        run.Error.Should().Contain("nowhere").And.Contain("does not exist").And.NotContain("geheim").And.NotContain("   at ");
    }

    [Theory]
    [InlineData("verify")]
    [InlineData("migrate")]
    [InlineData("grant", "acme", "5", "--by", "boss")]
    public async Task A_wrong_password_is_named_as_that_with_the_server_and_is_not_shown(params string[] command)
    {
        Tool run = await Tool.RunAsync([.. command, "--store", $"postgres:{server.ConnectionOf(PostgreSqlServer.WithPassword, "geheim")}"]);

        run.ExitCode.Should().Be(3);
        run.Output.Should().BeEmpty();
        run.Error.Should().Contain("user name or password").And.Contain($"127.0.0.1:{server.Port}, database 'postgres', user 'with_password'").And.Contain("Nothing was done")
            .And.NotContain("geheim").And.NotContain("   at ").And.NotContain("The store is");
    }

    [Fact]
    public async Task A_grant_whose_answer_is_lost_for_good_says_how_to_repeat_it_and_then_counts_once()
    {
        await OpenAcmeAsync();
        string user = $"granter_{_store[3]}";
        await PostgreSqlServer.ExecuteAsync(server.ConnectionString, $"CREATE ROLE {user} LOGIN SUPERUSER");
        using CuttingProxy proxy = new(server.Port);
        string[] grant = ["grant", "acme", "10", "--by", "boss", "--note", "cut-me-here", "--schema", _store[3], "--store", $"postgres:{server.ConnectionOf(user, null)};Port={proxy.Port}"];

        // The server commits, its answer never comes, and when the tool asks again it is not let in any more.
        proxy.CutAnswerTo("cut-me-here", () => PostgreSqlServer.ExecuteAsync(server.ConnectionString, $"ALTER ROLE {user} NOLOGIN"));
        Tool lost = await Tool.RunAsync(grant);
        long entries = await PostgreSqlServer.ScalarAsync<long>(server.ConnectionString, $"SELECT count(*) FROM {_store[3]}.journal");
        await PostgreSqlServer.ExecuteAsync(server.ConnectionString, $"ALTER ROLE {user} LOGIN");

        lost.ExitCode.Should().Be(3);
        lost.Output.Should().BeEmpty();
        string operation = lost.Error.Split('\n')[0]["operation ".Length..].Trim();
        lost.Error.Should().Contain($"Run the same command again with --operation {operation}: it happens once.").And.Contain("may or may not have been written").And.NotContain("nothing was written");
        entries.Should().Be(2, "the server had committed");
        proxy.Cuts.Should().Be(1);

        Tool again = await Tool.RunAsync([.. grant, "--operation", operation]);

        again.Done().Output.Should().StartWith("This operation was done before; it is not done again.");
        (await Tool.RunAsync(["balance", "acme", "--json", .. _store])).Done().Json.Single().GetProperty("available").GetString().Should().Be("10");
        (await Tool.RunAsync(["verify", .. _store])).Done();
    }

    [Fact]
    public async Task A_grant_whose_answer_is_lost_is_found_out_by_itself_where_the_server_answers_again()
    {
        await OpenAcmeAsync();
        using CuttingProxy proxy = new(server.Port);
        proxy.CutAnswerTo("cut-me-here", () => Task.CompletedTask);

        Tool run = await Tool.RunAsync("grant", "acme", "10", "--by", "boss", "--note", "cut-me-here", "--schema", _store[3], "--store", $"postgres:{server.ConnectionTo("postgres", proxy.Port)}");

        run.Done().Output.Should().StartWith("Granted 10 credits").And.EndWith("10 available.\n");
        proxy.Cuts.Should().Be(1);
    }

    [Fact]
    public async Task A_grant_that_was_killed_happens_once_when_it_is_repeated()
    {
        await OpenAcmeAsync();
        for (int round = 0; round < KilledGrants; round++)
        {
            using ToolProcess tool = ToolProcess.Start(["grant", "acme", "10", "--by", "boss", .. _store]);
            string operation = (await ToolProcess.LineAsync(tool.Error))!["operation ".Length..];
            if (round > 0)
            {
                // Killed at another place each time: before, during and after the commit.
                await Task.WhenAny(ToolProcess.LineAsync(tool.Output), Task.Delay(TimeSpan.FromMilliseconds(round * 60)));
            }

            tool.Kill();
            await tool.EndAsync();

            (await Tool.RunAsync(["grant", "acme", "10", "--by", "boss", "--operation", operation, .. _store])).Done();

            Tool balance = (await Tool.RunAsync(["balance", "acme", "--json", .. _store])).Done();
            balance.Json.Single().GetProperty("available").GetString().Should().Be(((round + 1) * 10).ToString(CultureInfo.InvariantCulture));
        }

        (await Tool.RunAsync(["verify", .. _store])).Done();
    }

    [Fact]
    public async Task A_store_may_be_named_by_a_URI()
    {
        (await Tool.RunAsync("migrate", "--schema", _store[3], "--store", $"postgresql://postgres@127.0.0.1:{server.Port}/postgres?Timeout=60")).Done();

        (await Tool.RunAsync(["verify", .. _store])).Done();
    }

    private async Task OpenAcmeAsync() =>
        (await Tool.RunAsync(["simulate", "--catalog", Tool.Catalog, .. _store], t => t, """{"at":"2026-01-05T09:00:00Z","op":"open","wallet":"acme"}""")).Done();
}
