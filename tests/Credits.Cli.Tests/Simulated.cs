using System.Text;
using System.Text.Json;

namespace Credits.Cli.Tests;

/// <summary>What came of running the tool in this process.</summary>
/// <param name="ExitCode">The exit code.</param>
/// <param name="Lines">The lines of standard output, as JSON.</param>
/// <param name="Error">Standard error.</param>
internal sealed record Simulated(int ExitCode, IReadOnlyList<JsonElement> Lines, string Error)
{
    public static string ExampleFile(string name) => Path.Combine(AppContext.BaseDirectory, "Examples", name);

    /// <summary>Runs commands with the catalogue of the examples.</summary>
    public static Task<Simulated> RunAsync(params string[] commands) => RunAsync(["--catalog", ExampleFile("catalog.json")], commands);

    public static Task<Simulated> RunWithSummaryAsync(params string[] commands) =>
        RunAsync(["--catalog", ExampleFile("catalog.json"), "--summary"], commands);

    public static Task<Simulated> RunAsync(string[] options, string[] commands) =>
        RunAsync(["simulate", .. options], Encoding.UTF8.GetBytes(string.Concat(commands.Select(c => c + "\n"))));

    /// <summary>Runs the tool with these words and this input.</summary>
    public static async Task<Simulated> RunAsync(string[] args, byte[] input, bool showsProgress = false)
    {
        (int exitCode, string output, string error) = await RunRawAsync(args, input, showsProgress);
        return new(exitCode, [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement)], error);
    }

    public static async Task<(int ExitCode, string Output, string Error)> RunRawAsync(string[] args, byte[] input, bool showsProgress = false)
    {
        using MemoryStream output = new();
        using StringWriter error = new();
        int exitCode = await CreditsTool.RunAsync(args, new(new MemoryStream(input), output, error, showsProgress));
        return (exitCode, Encoding.UTF8.GetString(output.ToArray()), error.ToString());
    }

    /// <summary>The answer to a line.</summary>
    public JsonElement Answer(int line) => Lines.Single(l => l.TryGetProperty("line", out JsonElement number) && number.GetInt32() == line);

    /// <summary>One line short enough to read in a test: fields that matter, as <c>name=value</c>.</summary>
    public static string Show(JsonElement line, params string[] fields) =>
        string.Join(" ", fields.Where(f => line.TryGetProperty(f, out _)).Select(f => $"{f}={line.GetProperty(f)}"));
}
