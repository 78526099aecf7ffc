using System.Diagnostics;

namespace Credits.Benchmarks.Load;

/// <summary>What one round of a contender gave.</summary>
internal sealed record LoadRound(double OperationsPerSecond, double P50, double P99, double BytesAllocated)
{
    /// <summary>Runs callers in a closed loop for a time.</summary>
    public static async Task<LoadRound> RunAsync(IContender contender, LoadOptions options, ZipfPicker picker, int round)
    {
        long stop = Stopwatch.GetTimestamp() + (long)(options.Seconds * Stopwatch.Frequency);
        long before = GC.GetTotalAllocatedBytes(precise: true);
        TimeSpan paused = GC.GetTotalPauseDuration();
        int g0 = GC.CollectionCount(0), g1 = GC.CollectionCount(1), g2 = GC.CollectionCount(2);
        long start = Stopwatch.GetTimestamp();
        Caller[] callers = [.. Enumerable.Range(0, options.Callers).Select(c => new Caller(contender, options, picker, round, c))];
        await Task.WhenAll(callers.Select(c => Task.Run(() => c.RunAsync(stop))));
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        Console.Error.WriteLine($"pause {(GC.GetTotalPauseDuration() - paused).TotalSeconds / seconds:P0} of {seconds:F1}s, gcs {GC.CollectionCount(0) - g0} {GC.CollectionCount(1) - g1} {GC.CollectionCount(2) - g2}");
        long allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
        long operations = callers.Sum(c => c.Operations);
        double[] latencies = [.. callers.SelectMany(c => c.Latencies).Order()];
        return new(
            operations / seconds,
            Percentile(latencies, 0.50),
            Percentile(latencies, 0.99),
            (double)allocated / operations);
    }

    private static double Percentile(double[] sorted, double part) =>
        sorted.Length == 0 ? 0 : sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * part))];

    private sealed class Caller(IContender contender, LoadOptions options, ZipfPicker picker, int round, int number)
    {
        /// <summary>One operation in so many is timed; timing all of them would be a good part of what is measured in memory.</summary>
        private const int TimedEvery = 64;

        private readonly Random _random = new((round * 7_919) + number);

        public long Operations { get; private set; }

        public List<double> Latencies { get; } = [];

        public async Task RunAsync(long stop)
        {
            for (long i = 0; ; i++)
            {
                int wallet = picker.Pick(_random);
                string operation = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{round}-{number}-{i}");
                bool reserves = options.Mix == "reserve-capture" || (options.Mix == "mixed" && (i & 1) == 1);
                long start = i % TimedEvery == 0 ? Stopwatch.GetTimestamp() : 0;
                await (reserves ? contender.ReserveAndCaptureAsync(wallet, operation) : contender.ConsumeAsync(wallet, operation));
                Operations++;
                if (start != 0)
                {
                    Latencies.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                    if (Stopwatch.GetTimestamp() >= stop)
                    {
                        return;
                    }
                }
            }
        }
    }
}
