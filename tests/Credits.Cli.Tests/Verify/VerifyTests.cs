namespace Credits.Cli.Tests.Verify;

public sealed class VerifyTests
{
    [Fact]
    public async Task Where_everything_agrees_one_line_says_so()
    {
        using StoreFile file = await StoreFile.WithConsumesAsync(3);

        Tool run = await Tool.RunAsync("verify", "--store", file.Store);

        run.Done().Output.Should().Be("1 wallet verified, 5 entries with 4 transactions replayed: everything agrees.\n");
        run.Error.Should().BeEmpty();
    }

    [Fact]
    public async Task A_balance_that_was_changed_is_found_with_its_row_and_both_values()
    {
        using StoreFile file = await StoreFile.WithConsumesAsync(3);
        file.Execute("""UPDATE credits_journal SET entry = replace(entry, '999980', '999981') WHERE version = 4""");

        Tool run = await Tool.RunAsync("verify", "--store", file.Store);
        Tool json = await Tool.RunAsync("verify", "acme", "--store", file.Store, "--json");

        run.ExitCode.Should().Be(1);
        run.Output.Should().Contain("acme: ").And.Contain("entry 4").And.Contain("999981").And.Contain("999980").And.EndWith("1 wallet with differences.\n");
        json.ExitCode.Should().Be(1);
        json.Json[0].GetProperty("wallet").GetString().Should().Be("acme");
        json.Json[0].GetProperty("fault").GetString().Should().Contain("999981");
        json.Json[^1].GetProperty("verified").GetBoolean().Should().BeFalse();
    }

    [Theory]
    [InlineData("DELETE FROM credits_journal WHERE version = 3", "entry 4 after entry 2")]
    [InlineData("UPDATE credits_journal SET entry = 'damaged' WHERE version = 3", "cannot be replayed")]
    [InlineData("DELETE FROM credits_operations WHERE version = 4", "its operation 'op-0000000004' is not found by its id")]
    public async Task Damage_is_found_and_the_other_wallets_are_verified_all_the_same(string damage, string fault)
    {
        using StoreFile file = await StoreFile.SimulateAsync(
            """{"at":"2026-01-05T09:00:00Z","op":"open","wallet":"a"}""",
            """{"at":"2026-01-05T09:00:00Z","op":"purchase","wallet":"a","amount":100}""",
            """{"at":"2026-01-05T09:00:00Z","op":"consume","wallet":"a","feature":"test-cases","quantity":1}""",
            """{"at":"2026-01-05T09:00:00Z","op":"consume","wallet":"a","feature":"test-cases","quantity":1}""",
            """{"at":"2026-01-05T09:00:00Z","op":"open","wallet":"b"}""");
        file.Execute($"{damage} AND wallet_number = 1");

        Tool run = await Tool.RunAsync("verify", "--store", file.Store);

        run.ExitCode.Should().Be(1);
        run.Output.Should().Contain("a: ").And.Contain(fault).And.NotContain("b: ").And.Contain("2 wallets verified").And.EndWith("1 wallet with differences.\n");
    }

    [Fact]
    public async Task A_wallet_that_is_not_there_is_an_error()
    {
        using StoreFile file = await StoreFile.WithConsumesAsync(1);

        Tool run = await Tool.RunAsync("verify", "acme", "nobody", "--store", file.Store);

        run.ExitCode.Should().Be(1);
        run.Output.Should().StartWith("1 wallet verified");
        run.Error.Should().Contain($"There is no wallet 'nobody' in '{file.Path}'.");
    }

    [Fact]
    public async Task Many_wallets_are_verified_in_the_order_of_their_ids_and_nothing_is_written_whatever_is_due()
    {
        using StoreFile file = await StoreFile.SimulateAsync([.. Enumerable.Range(0, 300).Select(i =>
            $$"""{"at":"2026-01-05T09:00:00Z","op":"open","wallet":"w-{{i:D3}}","plan":"pro"}""")]);
        file.Execute("DELETE FROM credits_operations WHERE wallet_number IN (70, 200)");
        long before = file.Entries;

        Tool run = await Tool.RunAsync(["verify", "--store", file.Store, "--parallel", "4"], t => t with { ShowsProgress = true });

        run.ExitCode.Should().Be(1);
        run.Output.Split('\n').Select(l => l.Split(':')[0]).Where(w => w.StartsWith("w-", StringComparison.Ordinal)).Distinct().Should().Equal("w-069", "w-199");
        run.Error.Should().Contain("[########################] 100 %  300 of 300 wallets, ");
        file.Entries.Should().Be(before);
    }
}
