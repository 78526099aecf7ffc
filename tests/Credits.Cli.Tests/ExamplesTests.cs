using System.Text.Json;
using System.Text.Json.Nodes;

namespace Credits.Cli.Tests;

public sealed class ExamplesTests
{
    [Theory]
    [InlineData("1-reference-product")]
    [InlineData("2-plans-and-months")]
    [InlineData("3-limits-and-notices")]
    public async Task The_examples_of_the_format_come_out_as_published(string example)
    {
        byte[] commands = await File.ReadAllBytesAsync(Simulated.ExampleFile($"{example}.jsonl"), TestContext.Current.CancellationToken);
        string[] expected = await File.ReadAllLinesAsync(Simulated.ExampleFile($"{example}.results.jsonl"), TestContext.Current.CancellationToken);

        Simulated simulated = await Simulated.RunAsync(["simulate", "--catalog", Simulated.ExampleFile("catalog.json")], commands);

        simulated.ExitCode.Should().Be(0);
        simulated.Error.Should().BeEmpty();
        simulated.Lines.Count.Should().Be(expected.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            JsonNode.DeepEquals(Comparable(simulated.Lines[i].GetRawText()), Comparable(expected[i]))
                .Should().BeTrue("line {0} should be {1} and is {2}", i + 1, expected[i], simulated.Lines[i]);
        }
    }

    /// <summary>Everything but the sentence for people and the ids of notices, which are free.</summary>
    private static JsonObject Comparable(string line)
    {
        JsonObject read = JsonNode.Parse(line)!.AsObject();
        read.Remove("message");
        if (read.ContainsKey("notice"))
        {
            read["id"]!.GetValueKind().Should().Be(JsonValueKind.String);
            read.Remove("id");
        }

        return read;
    }
}
