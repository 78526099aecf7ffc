using System.Text;
using System.Text.Json;
using Credits.Cli.Stores;
using NodaTime;

namespace Credits.Cli.Tests;

/// <summary>What came of running the tool in this process.</summary>
/// <param name="ExitCode">The exit code.</param>
/// <param name="Output">Standard output.</param>
/// <param name="Error">Standard error.</param>
internal sealed record Tool(int ExitCode, string Output, string Error)
{
    /// <summary>When the tool runs, unless a test says otherwise.</summary>
    public static readonly Instant Now = Instant.FromUtc(2026, 1, 20, 12, 0);

    public static readonly string Catalog = Simulated.ExampleFile("catalog.json");

    public IReadOnlyList<JsonElement> Json => [.. Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement)];

    public static Task<Tool> RunAsync(params string[] args) => RunAtAsync(Now, args);

    public static Task<Tool> RunAtAsync(Instant now, params string[] args) => RunAsync(args, t => t with { Clock = new StoppedClock(now) });

    public static async Task<Tool> RunAsync(string[] args, Func<Terminal, Terminal> change, params string[] input)
    {
        using MemoryStream output = new();
        using StringWriter error = new();
        Terminal terminal = new(new MemoryStream(Encoding.UTF8.GetBytes(string.Concat(input.Select(l => l + "\n")))), output, error) { Clock = new StoppedClock(Now) };
        int exitCode = await CreditsTool.RunAsync(args, change(terminal));
        return new(exitCode, Encoding.UTF8.GetString(output.ToArray()), error.ToString());
    }

    /// <summary>The answer of a command that has to succeed.</summary>
    public Tool Done()
    {
        ExitCode.Should().Be(0, "{0}", Error);
        return this;
    }
}
