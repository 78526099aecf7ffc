using System.Text.Json;

namespace Credits.Cli.Tests;

public sealed class SummaryTests
{
    [Fact]
    public async Task The_summary_counts_commands_rows_and_credits_and_verifies_every_wallet()
    {
        Simulated simulated = await Simulated.RunWithSummaryAsync(
            """{"at":"2026-01-05T09:00:00Z","op":"open","wallet":"a","plan":"pro"}""",
            """{"at":"2026-01-05T09:00:00Z","op":"open","wallet":"b","plan":"pro"}""",
            """{"at":"2026-01-05T09:00:00Z","op":"consume","wallet":"a","operation":"c","feature":"test-cases"}""",
            """{"at":"2026-01-05T09:00:00Z","op":"consume","wallet":"a","operation":"c","feature":"test-cases"}""",
            """{"at":"2026-01-05T09:00:00Z","op":"consume","wallet":"a","feature":"test-cases","quantity":501}""",
            """{"at":"2026-01-05T09:00:00Z","op":"consume","wallet":"nobody","feature":"test-cases"}""",
            """{"at":"2026-01-05T09:00:00Z","op":"consume","wallet":"a"}""",
            """{"at":"2026-01-05T09:00:00Z","op":"refund","wallet":"a","target":"c","amount":0.5,"reason":"r"}""",
            """{"at":"2026-01-05T09:00:00Z","op":"reserve","wallet":"b","reservation":"r","feature":"assistant","quantity":{"inputTokens":1000}}""",
            """{"at":"2026-01-05T09:00:00Z","op":"capture","wallet":"b","reservation":"r","quantity":{"inputTokens":3000}}""",
            """{"at":"2026-01-05T09:00:00Z","op":"reserve","wallet":"b","feature":"assistant","quantity":{"inputTokens":4000}}""",
            """{"at":"2026-01-05T10:00:00Z","op":"advance"}""");

        simulated.ExitCode.Should().Be(0);
        JsonElement summary = simulated.Lines[^1].GetProperty("summary");
        Simulated.Show(summary, "wallets", "rows", "debited", "returned", "verified", "faults").Should().Be("wallets=2 rows=8 debited=57 returned=4.5 verified=True");
        summary.GetProperty("commands").GetRawText().Should().Be(
            """{"advance":{"accepted":1},"capture":{"accepted":1},"consume":{"accepted":1,"replayed":1,"refused":2,"invalid":1},"open":{"accepted":2},"refund":{"accepted":1},"reserve":{"accepted":2}}""");
        summary.GetProperty("seconds").GetDouble().Should().BePositive();
        summary.GetProperty("commandsPerSecond").GetDouble().Should().BePositive();
    }

    [Fact]
    public async Task Without_commands_the_summary_counts_nothing()
    {
        Simulated simulated = await Simulated.RunWithSummaryAsync();

        JsonElement summary = simulated.Lines.Should().ContainSingle().Which.GetProperty("summary");
        Simulated.Show(summary, "wallets", "commands", "rows", "debited", "returned", "commandsPerSecond", "verified").Should().Be(
            "wallets=0 commands={} rows=0 debited=0 returned=0 commandsPerSecond=0 verified=True");
    }

    [Fact]
    public async Task Verifying_lets_nothing_fall_due_any_more()
    {
        Simulated simulated = await Simulated.RunWithSummaryAsync(
            """{"at":"2026-01-05T09:00:00Z","op":"open","wallet":"a","plan":"pro"}""",
            """{"at":"2026-03-05T09:00:00Z","op":"open","wallet":"b","plan":"pro"}""");

        simulated.Lines.Should().HaveCount(3, "wallet a has had no command since its period ended, so nobody is told of that");
        simulated.Lines[^1].GetProperty("summary").GetProperty("rows").GetInt32().Should().Be(2);
    }
}
