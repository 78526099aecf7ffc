using System.Globalization;
using System.Text.Json;
using Credits.Storage;

namespace Credits.Benchmarks.Load;

/// <summary>Puts a store under load, and the baseline beside it in alternating rounds of the same process.</summary>
internal static class LoadTool
{
    public static async Task<int> RunAsync(string[] args)
    {
        LoadOptions options;
        try
        {
            options = LoadOptions.Parse(args);
        }
        catch (FormatException mistake)
        {
            await Console.Error.WriteLineAsync(mistake.Message);
            return 2;
        }

        string[] wallets = [.. Enumerable.Range(0, options.Wallets).Select(i => $"wallet-{i}")];
        ZipfPicker picker = new(options.Wallets, options.Zipf);
        List<LoadRound> library = [];
        List<LoadRound> baseline = [];
        for (int round = 0; round <= options.Rounds; round++)
        {
            // The first round warms up both and is not counted.
            await PlayAsync(new LibraryContender(new InMemoryStore(), options.Wallets), library);
            if (options.AgainstBaseline)
            {
                await PlayAsync(new MemoryBaseline(), baseline);
            }

            async Task PlayAsync(IContender contender, List<LoadRound> rounds)
            {
                await contender.PrepareAsync(wallets);
                LoadRound played = await LoadRound.RunAsync(contender, options, picker, round);
                if (round > 0)
                {
                    rounds.Add(played);
                }

                GC.Collect();
            }
        }

        Report(options, library, baseline);
        return 0;
    }

    private static void Report(LoadOptions options, List<LoadRound> library, List<LoadRound> baseline)
    {
        double rate = Median(library, r => r.OperationsPerSecond);
        double? baselineRate = options.AgainstBaseline ? Median(baseline, r => r.OperationsPerSecond) : null;
        Dictionary<string, object?> report = new()
        {
            ["store"] = options.Store,
            ["mix"] = options.Mix,
            ["wallets"] = options.Wallets,
            ["callers"] = options.Callers,
            ["ops_per_second"] = Math.Round(rate),
            ["p50_ms"] = Median(library, r => r.P50),
            ["p99_ms"] = Median(library, r => r.P99),
            ["baseline_ops_per_second"] = baselineRate is { } b ? Math.Round(b) : null,
            ["baseline_p50_ms"] = options.AgainstBaseline ? Median(baseline, r => r.P50) : null,
            ["baseline_p99_ms"] = options.AgainstBaseline ? Median(baseline, r => r.P99) : null,
            ["ratio"] = baselineRate is { } of ? Math.Round(rate / of, 3) : null,
            ["bytes_allocated_per_op"] = Math.Round(Median(library, r => r.BytesAllocated)),
        };
        if (options.Json)
        {
            Console.WriteLine(JsonSerializer.Serialize(report));
            return;
        }

        foreach ((string name, object? value) in report)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-26} {value ?? "-"}"));
        }
    }

    private static double Median(List<LoadRound> rounds, Func<LoadRound, double> figure)
    {
        double[] sorted = [.. rounds.Select(figure).Order()];
        return sorted[sorted.Length / 2];
    }
}
