using Credits.Cli.Output;
using NodaTime;

namespace Credits.Cli.Tests.Wallets;

public sealed class TransactionsTests
{
    [Fact]
    public async Task They_come_newest_first_with_tabs_between_the_columns()
    {
        using StoreFile file = await StoreFile.WithConsumesAsync(2);

        Tool run = await Tool.RunAsync("transactions", "acme", "--store", file.Store);

        run.Done().Output.Should().Be(
            "Date\tType\tCredits\tWho\tFeature\tKind\tReason\tBalance after\n"
            + "2026-01-05T10:00:00Z\tdebit\t10\tAda (u1)\ttest-cases\tconsumed\t\t999980\n"
            + "2026-01-05T10:00:00Z\tdebit\t10\tAda (u1)\ttest-cases\tconsumed\t\t999990\n"
            + "2026-01-05T09:00:00Z\tcredit\t1000000\tSystem\t\tgrant_issued\tinvoice 1\t1000000\n");
    }

    [Fact]
    public async Task On_a_terminal_they_are_a_table()
    {
        using StoreFile file = await StoreFile.WithConsumesAsync(1);

        Tool run = await Tool.RunAsync(["transactions", "acme", "--store", file.Store], t => t with { ShowsTables = true });

        run.Done().Output.Should().Contain("Balance after").And.Contain("999990").And.NotContain("\t").And.NotContain("\e[");
    }

    [Fact]
    public async Task They_are_filtered_and_limited()
    {
        using StoreFile file = await StoreFile.WithConsumesAsync(1_200);
        string[] start = ["transactions", "acme", "--store", file.Store, "--json"];

        (await Tool.RunAsync(start)).Done().Json.Should().HaveCount(50);
        (await Tool.RunAsync([.. start, "--limit", "1100"])).Done().Json.Select(r => r.GetProperty("seq").GetInt64()).Should().Equal(Enumerable.Range(0, 1_100).Select(i => 1_201L - i));
        (await Tool.RunAsync([.. start, "--kind", "grant_issued"])).Done().Json.Should().ContainSingle().Which.GetProperty("reason").GetString().Should().Be("invoice 1");
        (await Tool.RunAsync([.. start, "--type", "debit", "--user", "u1", "--feature", "test-cases", "--limit", "3", "--oldest-first"])).Done()
            .Json.Select(r => r.GetProperty("seq").GetInt64()).Should().Equal(2, 3, 4);
        (await Tool.RunAsync([.. start, "--to", "2026-01-05"])).Done().Json.Should().BeEmpty();
    }

    [Theory]
    [InlineData("--kind", "consume", "One of: grant_issued")]
    [InlineData("--type", "Debit", "One of: ")]
    [InlineData("--limit", "0", "--limit is 1 or more")]
    [InlineData("--limit", "many", "--limit")]
    [InlineData("--from", "May", "--from 'May'")]
    public async Task A_mistake_is_named(string option, string value, string message)
    {
        Tool run = await Tool.RunAsync("transactions", "acme", "--store", "sqlite:none.db", option, value);

        run.ExitCode.Should().Be(1);
        run.Error.Should().Contain(message);
    }

    [Theory]
    [InlineData("a\tb\nc\u001b[2J", "a\uFFFDb\uFFFDc\uFFFD[2J")]
    [InlineData("Zoë 3 €", "Zoë 3 €")]
    [InlineData(null, "")]
    public void Text_of_others_cannot_move_the_cursor_or_begin_a_line(string? text, string shown) => Plain.Text(text).Should().Be(shown);

    [Fact]
    public async Task Rows_that_a_catalogue_decides_are_left_out_until_it_is_given()
    {
        using StoreFile file = await StoreFile.SimulateAsync(
            """{"at":"2026-01-05T09:00:00Z","op":"open","wallet":"acme","plan":"pro"}""",
            """{"at":"2026-01-05T09:00:00Z","op":"grant","wallet":"acme","kind":"promotional","amount":3,"expiresAt":"2026-01-10T00:00:00Z"}""");
        long before = file.Entries;
        Instant afterExpiry = Instant.FromUtc(2026, 1, 11, 0, 0);
        Instant afterReset = Instant.FromUtc(2026, 2, 3, 0, 0);
        string[] command = ["transactions", "acme", "--store", file.Store, "--json"];

        Tool expired = await Tool.RunAtAsync(afterExpiry, command);
        Tool recorded = await Tool.RunAtAsync(afterReset, command);
        Tool known = await Tool.RunAtAsync(afterReset, [.. command, "--catalog", Tool.Catalog]);

        expired.Done().Json.Select(r => r.GetProperty("kind").GetString()).Should().Equal("grant_expired", "grant_issued", "grant_issued");
        recorded.Done().Json.Should().HaveCount(2);
        recorded.Error.Should().Contain("These are the recorded rows").And.Contain("2026-02-01T00:00:00Z");
        known.Done().Json.Select(r => r.GetProperty("kind").GetString()).Should()
            .Equal("grant_issued", "grant_issued", "grant_expired", "grant_expired", "grant_issued", "grant_issued");
        known.Json.Select(r => r.GetProperty("seq").GetInt64()).Should().Equal(6, 5, 4, 3, 2, 1);
        file.Entries.Should().Be(before);
    }
}
