using System.Globalization;
using System.Text.Json;

namespace Credits.Benchmarks.Load;

/// <summary>What a run of the load tool tells: medians over the rounds that count.</summary>
/// <param name="Options">What was asked.</param>
/// <param name="Library">The library's rounds.</param>
/// <param name="Baseline">The rounds of what it was compared with; empty where it was alone.</param>
internal sealed record LoadReport(LoadOptions Options, IReadOnlyList<LoadRound> Library, IReadOnlyList<LoadRound> Baseline)
{
    /// <summary>How many wallets are due after the rounds; null where there was no backlog. 0 says that it was too short to tell anything.</summary>
    public int? DueLeft { get; init; }

    public string ToJson() => JsonSerializer.Serialize(Fields());

    public string ToText() => string.Join('\n', Fields().Select(f => string.Create(CultureInfo.InvariantCulture, $"{f.Key,-26} {f.Value ?? "-"}")));

    private static double? Median(IReadOnlyList<LoadRound> rounds, Func<LoadRound, double?> figure, int digits)
    {
        double[] sorted = [.. rounds.Select(figure).OfType<double>().Order()];
        return sorted.Length == 0 ? null : Math.Round((sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2, digits);
    }

    private Dictionary<string, object?> Fields()
    {
        double? rate = Median(Library, r => r.OperationsPerSecond, 0);
        double? baselineRate = Median(Baseline, r => r.OperationsPerSecond, 0);
        Dictionary<string, object?> fields = new()
        {
            ["store"] = Options.Store,
            ["mix"] = Options.Mix,
            ["wallets"] = Options.Wallets,
            ["callers"] = Options.Callers,
            ["ops_per_second"] = rate,
            ["p50_ms"] = Median(Library, r => r.P50, 4),
            ["p99_ms"] = Median(Library, r => r.P99, 4),
            ["baseline_ops_per_second"] = baselineRate,
            ["baseline_p50_ms"] = Median(Baseline, r => r.P50, 4),
            ["baseline_p99_ms"] = Median(Baseline, r => r.P99, 4),
            ["ratio"] = rate / baselineRate is { } ratio ? Math.Round(ratio, 3) : null,
            ["bytes_allocated_per_op"] = Median(Library, r => r.BytesAllocated, 0),
            ["bytes_stored_per_op"] = Median(Library, r => r.BytesStored, 0),
        };
        if (DueLeft is not null)
        {
            fields.Add("due_left", DueLeft);
        }

        return fields;
    }
}
