using System.Text;

namespace Credits.Cli.Tests;

public sealed class UnreadableLineTests
{
    private const string Open = """{"at":"2026-01-05T09:00:00Z","op":"open","wallet":"acme","plan":"pro"}""";

    [Theory]
    [InlineData("nonsense", "line 2: it is not JSON")]
    [InlineData("""{"at":"2026-01-05T09:00:00Z","op":"advance",}""", "line 2: it is not JSON")]
    [InlineData("""{"at":"2026-01-05T09:00:00Z","op":"advance"} {}""", "line 2: it is not JSON")]
    [InlineData("""{"at":"2026-01-05T09:00:00Z","op":"advance" """, "line 2: it is not JSON")]
    [InlineData("""{'at':"2026-01-05T09:00:00Z"}""", "line 2: it is not JSON")]
    [InlineData("""{"at":"2026-01-05T09:00:00Z","op":"consume","quantity":NaN}""", "line 2: it is not JSON")]
    [InlineData("[]", "line 2: it is not a JSON object")]
    [InlineData("7", "line 2: it is not a JSON object")]
    [InlineData("null", "line 2: it is not a JSON object")]
    [InlineData("""{"op":"advance"}""", "line 2: at:")]
    [InlineData("""{"at":null,"op":"advance"}""", "line 2: at:")]
    [InlineData("""{"at":1767603600,"op":"advance"}""", "line 2: at:")]
    [InlineData("""{"at":"2026-01-05T09:00:00+01:00","op":"advance"}""", "line 2: at:")]
    [InlineData("""{"at":"2026-01-05T09:00:00.1234567Z","op":"advance"}""", "line 2: at:")]
    [InlineData("""{"at":"2026-02-29T09:00:00Z","op":"advance"}""", "line 2: at:")]
    [InlineData("""{"at":"2026-01-05T09:00:00Z"}""", "line 2: op:")]
    [InlineData("""{"at":"2026-01-05T09:00:00Z","op":"Advance"}""", "line 2: op:")]
    [InlineData("""{"at":"2026-01-05T09:00:00Z","op":"verify"}""", "line 2: op:")]
    [InlineData("""{"at":"2026-01-05T09:00:00Z","op":7}""", "line 2: op:")]
    [InlineData("""{"at":"2026-01-05T09:00:00Z","op":"advance","op":"x"}""", "line 2: op:")]
    public async Task A_line_with_which_nothing_can_be_begun_ends_the_simulation_after_all_earlier_results(string line, string error)
    {
        Simulated simulated = await Simulated.RunWithSummaryAsync(Open, line, Open);

        simulated.ExitCode.Should().Be(2);
        simulated.Error.Should().StartWith(error);
        simulated.Lines.Should().ContainSingle("only the first line has an answer, and no summary follows")
            .Which.GetProperty("status").GetString().Should().Be("accepted");
    }

    [Fact]
    public async Task A_line_that_is_not_UTF_8_is_unreadable()
    {
        byte[] input = [.. Encoding.UTF8.GetBytes(Open), (byte)'\n', (byte)'{', (byte)'"', 0xFF, (byte)'"', (byte)':', (byte)'1', (byte)'}'];

        Simulated simulated = await Simulated.RunAsync(["simulate", "--catalog", Simulated.ExampleFile("catalog.json")], input);

        simulated.ExitCode.Should().Be(2);
        simulated.Error.Should().StartWith("line 2: it is not UTF-8");
        simulated.Lines.Should().ContainSingle();
    }

    [Fact]
    public async Task Blank_lines_are_skipped_but_counted_in_answers_made_up_ids_and_errors()
    {
        Simulated simulated = await Simulated.RunAsync(
            "", Open, "  \t\r", """{"at":"2026-01-05T09:01:00Z","op":"consume","wallet":"acme","feature":"test-cases"}""" + "\r", "", "x");

        simulated.Lines.Select(l => Simulated.Show(l, "line", "operation")).Should().Equal(
            "line=2 operation=op-0000000002", "line=4 operation=op-0000000004");
        simulated.Error.Should().StartWith("line 6:");
    }

    [Fact]
    public async Task A_last_line_without_its_end_and_a_byte_order_mark_are_fine()
    {
        Simulated simulated = await Simulated.RunAsync(
            ["simulate", "--catalog", Simulated.ExampleFile("catalog.json")], [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Open)]);

        simulated.ExitCode.Should().Be(0);
        simulated.Answer(1).GetProperty("status").GetString().Should().Be("accepted");
    }

    [Fact]
    public async Task Lines_longer_than_any_buffer_and_inputs_of_many_buffers_are_read_whole()
    {
        string longLine = Open.Replace("\"plan\":\"pro\"", $"\"plan\":\"pro\",\"x\":\"{new string('é', 400_000)}\"", StringComparison.Ordinal);
        string[] commands = [longLine, Open, .. Enumerable.Range(0, 5_000).Select(i =>
            $$"""{"at":"2026-01-05T09:01:00Z","op":"consume","wallet":"acme","operation":"c{{i}}","feature":"visual","quantity":1}""")];

        Simulated simulated = await Simulated.RunAsync(commands);

        simulated.ExitCode.Should().Be(0);
        simulated.Lines.Should().HaveCount(5_002 + 2, "every command has an answer, and the wallet told twice that it ran dry");
        Simulated.Show(simulated.Answer(1), "status", "code", "field").Should().Be("status=invalid code=unknown_field field=x");
        simulated.Answer(5_002).GetProperty("code").GetString().Should().Be("insufficient_credits");
    }
}
