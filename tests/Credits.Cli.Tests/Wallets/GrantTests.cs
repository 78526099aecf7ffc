using System.Text.Json;
using NodaTime;

namespace Credits.Cli.Tests.Wallets;

public sealed class GrantTests
{
    private static readonly Instant AfterReset = Instant.FromUtc(2026, 2, 3, 0, 0);

    [Fact]
    public async Task Credits_are_granted_and_the_operation_is_told_first()
    {
        using StoreFile file = await StoreFile.WithConsumesAsync(1);

        Tool run = await Tool.RunAsync("grant", "acme", "2.5", "--by", "boss", "--by-name", "Grace", "--note", "sorry", "--store", file.Store);

        string operation = run.Done().Error.Trim()["operation ".Length..];
        run.Output.Should().Be($"Granted 2.5 credits (adjustment) to 'acme'. Grant and operation {operation}; 999992.5 available.\n");
        (await Tool.RunAsync("transactions", "acme", "--store", file.Store, "--limit", "1")).Output.Should()
            .EndWith("2026-01-20T12:00:00Z\tcredit\t2.5\tGrace (boss)\t\tgrant_issued\tsorry\t999992.5\n");
    }

    [Theory]
    [InlineData("purchased")]
    [InlineData("promotional")]
    [InlineData("adjustment")]
    [InlineData("complimentary")]
    public async Task Every_kind_can_be_granted_with_an_id_and_an_expiry(string kind)
    {
        using StoreFile file = await StoreFile.SimulateAsync("""{"at":"2026-01-05T09:00:00Z","op":"open","wallet":"acme"}""");

        Tool run = await Tool.RunAsync(
            "grant", "acme", "5", "--kind", kind, "--id", "g-1", "--operation", "o-1", "--expires", "2026-03-01", "--by", "boss", "--store", file.Store, "--json");
        JsonElement balance = (await Tool.RunAsync("balance", "acme", "--store", file.Store, "--json")).Done().Json.Single();

        run.Done().Output.Should().Be("""{"wallet":"acme","status":"accepted","grant":"g-1","operation":"o-1","available":"5","reserved":"0"}""" + "\n");
        run.Error.Should().BeEmpty();
        balance.GetProperty("byKind").GetProperty(kind).GetString().Should().Be("5");
        balance.GetProperty("nextExpiry").GetString().Should().Be("2026-03-01T00:00:00Z");
    }

    [Fact]
    public async Task An_operation_that_is_repeated_happens_once()
    {
        using StoreFile file = await StoreFile.WithConsumesAsync(1);
        string[] grant = ["grant", "acme", "5", "--operation", "inv-1", "--by", "boss", "--store", file.Store];

        (await Tool.RunAsync(grant)).Done();
        Tool again = await Tool.RunAsync(grant);
        Tool other = await Tool.RunAsync([.. grant, "--note", "other"]);

        again.Done().Output.Should().StartWith("This operation was done before; it is not done again.").And.Contain("inv-1");
        other.ExitCode.Should().Be(1);
        other.Error.Should().Contain("inv-1");
        (await Tool.RunAsync("balance", "acme", "--store", file.Store)).Output.Should().Contain("999995");
    }

    [Theory]
    [InlineData("0")]
    [InlineData("0.0000001")]
    [InlineData("many")]
    public async Task An_amount_that_is_none_is_named(string amount)
    {
        Tool run = await Tool.RunAsync("grant", "acme", amount, "--by", "boss", "--store", "sqlite:none.db");

        run.ExitCode.Should().Be(1);
        run.Error.Should().Contain($"AMOUNT '{amount}' is not valid");
    }

    [Fact]
    public async Task Who_grants_has_to_be_said_and_the_kind_has_to_be_one()
    {
        (await Tool.RunAsync("grant", "acme", "1", "--store", "sqlite:none.db")).Error.Should().Contain("--by");
        Tool run = await Tool.RunAsync("grant", "acme", "1", "--by", "b", "--kind", "plan", "--store", "sqlite:none.db");
        run.ExitCode.Should().Be(1);
        run.Error.Should().Contain("--kind 'plan' is not known. One of: adjustment, complimentary, promotional, purchased.");
    }

    [Fact]
    public async Task Without_the_catalogue_no_reset_is_recorded()
    {
        using StoreFile file = await StoreFile.SimulateAsync("""{"at":"2026-01-05T09:00:00Z","op":"open","wallet":"acme","plan":"pro"}""");
        string catalog = file.InDirectory("catalog.json");
        await File.WriteAllTextAsync(catalog, """{"plans":[{"code":"pro","allowance":7000}]}""");
        string[] grant = ["grant", "acme", "5", "--operation", "inv-1", "--by", "boss", "--store", file.Store];
        long before = file.Entries;

        Tool without = await Tool.RunAtAsync(AfterReset, grant);
        long meanwhile = file.Entries;
        Tool with = await Tool.RunAtAsync(AfterReset, [.. grant, "--catalog", catalog, "--json"]);

        without.ExitCode.Should().Be(1);
        without.Error.Should().Contain("a plan's reset fell due at 2026-02-01T00:00:00Z").And.Contain("--catalog FILE").And.Contain("Nothing was written");
        meanwhile.Should().Be(before);
        with.Done().Json.Single().GetProperty("available").GetString().Should().Be("7505");
        (await Tool.RunAsync("verify", "--store", file.Store)).Done();
    }

    [Fact]
    public async Task A_return_that_a_catalogue_decides_is_not_recorded_without_it()
    {
        // The promotion ends while the reservation holds a part of it: what comes back lapses, or is issued again.
        using StoreFile file = await StoreFile.SimulateAsync(
            """{"at":"2026-01-05T09:00:00Z","op":"open","wallet":"acme"}""",
            """{"at":"2026-01-05T09:00:00Z","op":"grant","wallet":"acme","kind":"promotional","amount":50,"expiresAt":"2026-01-05T09:30:00Z"}""",
            """{"at":"2026-01-05T09:00:00Z","op":"reserve","wallet":"acme","feature":"test-cases"}""");
        long before = file.Entries;

        Tool run = await Tool.RunAsync("grant", "acme", "5", "--by", "boss", "--store", file.Store);

        run.ExitCode.Should().Be(1);
        run.Error.Should().Contain("a reservation expired at 2026-01-05T10:00:00Z").And.Contain("--catalog FILE");
        file.Entries.Should().Be(before);
    }

    [Fact]
    public async Task A_wallet_that_is_not_there_gets_nothing()
    {
        using StoreFile file = await StoreFile.WithConsumesAsync(1);

        Tool run = await Tool.RunAsync("grant", "nobody", "5", "--by", "boss", "--store", file.Store);

        run.ExitCode.Should().Be(1);
        run.Error.Should().Contain("There is no wallet 'nobody'").And.Contain(file.Path);
    }
}
