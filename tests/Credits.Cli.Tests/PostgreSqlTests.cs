using Credits.PostgreSql.Tests.Server;

namespace Credits.Cli.Tests;

/// <summary>Every command on a server of its own; each test has a schema or a database of its own.</summary>
public sealed class PostgreSqlTests(PostgreSqlServer server) : IClassFixture<PostgreSqlServer>
{
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

    [Fact]
    public async Task A_store_may_be_named_by_a_URI()
    {
        (await Tool.RunAsync("migrate", "--schema", _store[3], "--store", $"postgresql://postgres@127.0.0.1:{server.Port}/postgres?Timeout=5")).Done();

        (await Tool.RunAsync(["verify", .. _store])).Done();
    }
}
