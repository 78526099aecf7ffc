using System.Diagnostics;

namespace Credits.Benchmarks.Load;

/// <summary>What one round of a contender gave. Latencies are in milliseconds.</summary>
internal sealed record LoadRound(double OperationsPerSecond, double P50, double P99, double BytesAllocated, double? BytesStored)
{
    /// <summary>Runs callers in a closed loop for a time: each begins its next operation when it has the answer to the last.</summary>
    public static async Task<LoadRound> RunAsync(IContender contender, LoadOptions options, WalletPicker picker, int round)
    {
        long? storedBefore = await contender.StoredBytesAsync();
        long allocatedBefore = GC.GetTotalAllocatedBytes(precise: true);
        long start = Stopwatch.GetTimestamp();
        long stop = start + (long)(options.Seconds * Stopwatch.Frequency);
        Caller[] callers = [.. Enumerable.Range(0, options.Callers).Select(c => new Caller(contender, options, picker, round, c))];
        await Task.WhenAll(callers.Select(c => Task.Run(() => c.RunAsync(stop))));
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        long allocated = GC.GetTotalAllocatedBytes(precise: true) - allocatedBefore;
        long? storedAfter = await contender.StoredBytesAsync();
        double operations = callers.Sum(c => c.Operations);
        double[] latencies = [.. callers.SelectMany(c => c.Latencies).Order()];
        return new(
            operations / seconds,
            Percentile(latencies, 0.50),
            Percentile(latencies, 0.99),
            allocated / operations,
            (storedAfter - storedBefore) / operations);
    }

    /// <summary>The smallest of sorted values that at least a part of them does not exceed; 0 where there are none.</summary>
    public static double Percentile(IReadOnlyList<double> sorted, double part) =>
        sorted.Count == 0 ? 0 : sorted[Math.Clamp((int)Math.Ceiling(sorted.Count * part) - 1, 0, sorted.Count - 1)];

    private sealed class Caller(IContender contender, LoadOptions options, WalletPicker picker, int round, int number)
    {
        /// <summary>In memory one operation in so many is timed: timing all of them would be a good part of what is measured.</summary>
        private readonly int _timedEvery = options.Store == "memory" ? 64 : 1;

        private readonly Random _random = new((round * 7_919) + number);
        private readonly OperationIds _operations = new(options.Ids == "uuid", number, round);

        public long Operations { get; private set; }

        public List<double> Latencies { get; } = [];

        public async Task RunAsync(long stop)
        {
            for (long i = 0; ; i++)
            {
                int wallet = picker.Pick(_random);
                bool reserves = options.Mix == "reserve-capture" || (options.Mix == "mixed" && (i & 1) == 1);
                long start = i % _timedEvery == 0 ? Stopwatch.GetTimestamp() : 0;
                await (reserves
                    ? contender.ReserveAndCaptureAsync(number, wallet, _operations.Next(), _operations.Next())
                    : contender.ConsumeAsync(number, wallet, _operations.Next()));
                Operations++;
                if (start != 0)
                {
                    long end = Stopwatch.GetTimestamp();
                    Latencies.Add(Stopwatch.GetElapsedTime(start, end).TotalMilliseconds);
                    if (end >= stop)
                    {
                        return;
                    }
                }
            }
        }
    }
}
