using System.Text.Json.Nodes;

namespace Credits.Cli.Tests;

/// <summary>The examples of the format, run on a durable store.</summary>
internal static class StoredExamples
{
    /// <summary>Every line is what it is in memory, to the letter.</summary>
    public static async Task CompareAsync(string example, params string[] store)
    {
        string[] commands = await File.ReadAllLinesAsync(Simulated.ExampleFile($"{example}.jsonl"));
        string[] simulate = ["simulate", "--catalog", Tool.Catalog];

        Tool inMemory = await Tool.RunAsync(simulate, t => t, commands);
        Tool stored = await Tool.RunAsync([.. simulate, .. store], t => t, commands);

        stored.Done().Error.Should().BeEmpty();
        stored.Output.Should().Be(inMemory.Done().Output);
        stored.Json.Should().HaveCount((await File.ReadAllLinesAsync(Simulated.ExampleFile($"{example}.results.jsonl"))).Length);
        JsonNode.Parse(stored.Output.Split('\n')[0])!["status"]!.GetValue<string>().Should().Be("accepted");
    }
}
