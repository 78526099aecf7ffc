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
        json.Output.Split('\n')[..2].Should().Equal(
            """{"wallet":"acme","fault":"row 3, of entry 4, says a balance of 999981, the running sum is 999980","check":"running_balance","entry":4,"row":3,"operation":"op-0000000004","field":"balance","stored":"999981","replayed":"999980"}""",
            """{"wallet":"acme","fault":"entry 4 says 999981 available, replaying gives 999980","check":"entry_totals","entry":4,"operation":"op-0000000004","field":"available","stored":"999981","replayed":"999980"}""");
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

    [Theory]
    [InlineData("DELETE FROM credits_subjects WHERE kind = 'reservation'", "a: entry 3: its reservation 'r' is not found by its id")]
    [InlineData("UPDATE credits_subjects SET version = 2 WHERE kind = 'reservation'", "a: entry 3: its reservation 'r' leads to entry 2")]
    [InlineData("DELETE FROM credits_subjects WHERE kind = 'charge'", "a: entry 5: its refunded charge 'c' is not found by its id")]
    public async Task A_reservation_or_a_refund_that_could_happen_twice_is_found(string damage, string fault)
    {
        using StoreFile file = await StoreFile.SimulateAsync(
            """{"at":"2026-01-05T09:00:00Z","op":"open","wallet":"a"}""",
            """{"at":"2026-01-05T09:00:00Z","op":"purchase","wallet":"a","amount":100}""",
            """{"at":"2026-01-05T09:00:00Z","op":"reserve","wallet":"a","feature":"test-cases","quantity":1,"reservation":"r","operation":"o"}""",
            """{"at":"2026-01-05T09:00:00Z","op":"consume","wallet":"a","feature":"test-cases","quantity":1,"operation":"c"}""",
            """{"at":"2026-01-05T09:00:00Z","op":"refund","wallet":"a","target":"c","amount":1,"reason":"sorry"}""");
        file.Execute(damage);

        Tool run = await Tool.RunAsync("verify", "--store", file.Store);

        run.ExitCode.Should().Be(1);
        run.Output.Split('\n')[0].Should().Be(fault);
    }

    [Fact]
    public async Task A_changed_snapshot_is_told_with_its_grant_and_both_values()
    {
        using StoreFile file = await StoreFile.WithConsumesAsync(1_000);
        file.Execute("UPDATE credits_snapshots SET state = CAST(replace(CAST(state AS TEXT), 'invoice 1', 'invoice 9') AS BLOB)");

        Tool run = await Tool.RunAsync("verify", "--store", file.Store, "--json");

        run.ExitCode.Should().Be(1);
        run.Output.Split('\n')[..2].Should().Equal(
            """{"wallet":"acme","fault":"the state in use at entry 1002: grant 'order-1': note is invoice 9, replaying gives invoice 1","check":"state_in_use","entry":1002,"grant":"order-1","field":"note","stored":"invoice 9","replayed":"invoice 1"}""",
            """{"wallet":"acme","fault":"the snapshot of entry 1000, brought to entry 1002: grant 'order-1': note is invoice 9, replaying gives invoice 1","check":"snapshot","entry":1002,"grant":"order-1","field":"note","stored":"invoice 9","replayed":"invoice 1"}""");
    }

    [Fact]
    public async Task A_snapshot_that_does_not_add_up_is_told_and_the_wallet_is_verified_all_the_same()
    {
        using StoreFile file = await StoreFile.WithConsumesAsync(1_000);
        file.Execute("UPDATE credits_snapshots SET state = CAST(replace(CAST(state AS TEXT), '\"consumed\":', '\"consumed\":1') AS BLOB)");

        Tool run = await Tool.RunAsync("verify", "--store", file.Store);

        run.ExitCode.Should().Be(1);
        run.Output.Should().StartWith("acme: the snapshot of entry 1000 cannot be read: What was stored is damaged: ").And.Contain("1,002 entries");
        run.Output.Split('\n').Should().HaveCount(3);
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
