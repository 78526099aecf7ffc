using System.Text.Json;
using NodaTime;

namespace Credits.Cli.Tests.Wallets;

public sealed class BalanceTests
{
    private const string Open = """{"at":"2026-01-05T09:00:00Z","op":"open","wallet":"acme","plan":"pro"}""";
    private static readonly Instant AfterReset = Instant.FromUtc(2026, 2, 3, 0, 0);

    [Fact]
    public async Task It_tells_what_is_there_by_kind()
    {
        using StoreFile file = await StoreFile.SimulateAsync(Open, """{"at":"2026-01-06T09:00:00Z","op":"purchase","wallet":"acme","amount":"12.5"}""");

        Tool run = await Tool.RunAsync("balance", "acme", "--store", file.Store);

        run.Done().Output.Should().Be(
            """
            wallet       acme
            as of        2026-01-20T12:00:00Z
            available    5012.5
              plan       5000
              purchased  12.5
            reserved     0
            plan         pro
            next reset   2026-02-01T00:00:00Z
            next expiry  2026-02-01T00:00:00Z

            """);
        run.Error.Should().BeEmpty();
    }

    [Fact]
    public async Task As_of_a_past_instant_its_own_rows_count()
    {
        using StoreFile file = await StoreFile.SimulateAsync(Open, """{"at":"2026-01-06T00:00:00Z","op":"purchase","wallet":"acme","amount":1}""");

        JsonElement before = (await Tool.RunAsync("balance", "acme", "--store", file.Store, "--as-of", "2026-01-05T23:59:59Z", "--json")).Done().Json.Single();
        JsonElement at = (await Tool.RunAsync("balance", "acme", "--store", file.Store, "--as-of", "2026-01-06", "--json")).Done().Json.Single();

        before.GetProperty("available").GetString().Should().Be("5000");
        at.GetProperty("available").GetString().Should().Be("5001");
        at.GetProperty("byKind").GetRawText().Should().Be("""{"plan":"5000","purchased":"1"}""");
    }

    [Fact]
    public async Task What_expired_and_is_not_recorded_yet_is_gone_and_nothing_is_written()
    {
        using StoreFile file = await StoreFile.SimulateAsync(
            """{"at":"2026-01-05T09:00:00Z","op":"open","wallet":"acme"}""",
            """{"at":"2026-01-05T09:00:00Z","op":"purchase","wallet":"acme","amount":7,"expiresAt":"2026-01-10T00:00:00Z"}""");
        long before = file.Entries;

        Tool run = await Tool.RunAsync("balance", "acme", "--store", file.Store, "--json");

        run.Done().Json.Single().GetProperty("available").GetString().Should().Be("0");
        run.Error.Should().BeEmpty();
        file.Entries.Should().Be(before);
    }

    [Fact]
    public async Task A_reset_that_is_not_recorded_is_noted_and_taken_from_the_catalogue_where_it_is_given()
    {
        using StoreFile file = await StoreFile.SimulateAsync(Open);
        string catalog = file.InDirectory("catalog.json");
        await File.WriteAllTextAsync(catalog, """{"plans":[{"code":"pro","allowance":7000}]}""");
        long before = file.Entries;

        Tool without = await Tool.RunAtAsync(AfterReset, "balance", "acme", "--store", file.Store, "--json");
        Tool with = await Tool.RunAtAsync(AfterReset, "balance", "acme", "--store", file.Store, "--json", "--catalog", catalog);

        // The rollover of January is 500 at most.
        without.Done().Json.Single().GetProperty("available").GetString().Should().Be("5500");
        without.Error.Should().Contain("a plan's reset fell due at 2026-02-01T00:00:00Z, and is not recorded yet").And.Contain("--catalog");
        with.Done().Json.Single().GetProperty("available").GetString().Should().Be("7500");
        with.Error.Should().BeEmpty();
        file.Entries.Should().Be(before);
    }

    [Fact]
    public async Task A_past_balance_has_no_note_of_a_later_reset()
    {
        using StoreFile file = await StoreFile.SimulateAsync(Open);

        Tool run = await Tool.RunAtAsync(AfterReset, "balance", "acme", "--store", file.Store, "--as-of", "2026-01-31T23:59:59.999999Z");

        run.Done().Output.Should().Contain("5000");
        run.Error.Should().BeEmpty();
    }

    [Theory]
    [InlineData("nobody", "There is no wallet 'nobody'")]
    [InlineData("", "wallet: ''")]
    public async Task A_wallet_that_is_not_there_is_an_error(string wallet, string message)
    {
        using StoreFile file = await StoreFile.SimulateAsync(Open);

        Tool run = await Tool.RunAsync("balance", wallet, "--store", file.Store);

        run.ExitCode.Should().Be(1);
        run.Output.Should().BeEmpty();
        run.Error.Should().Contain(message);
    }

    [Theory]
    [InlineData("yesterday")]
    [InlineData("2026-02-30")]
    [InlineData("2026-01-05T09:00:00")]
    public async Task What_is_no_instant_is_told_the_form(string instant)
    {
        Tool run = await Tool.RunAsync("balance", "acme", "--store", "sqlite:none.db", "--as-of", instant);

        run.ExitCode.Should().Be(1);
        run.Error.Should().Contain($"--as-of '{instant}'").And.Contain("2026-01-31T23:59:59Z");
    }
}
