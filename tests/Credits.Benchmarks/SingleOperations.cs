using BenchmarkDotNet.Attributes;
using Credits.Benchmarks.Load;
using Credits.Storage;

namespace Credits.Benchmarks;

/// <summary>Single operations in memory, one caller, one wallet; the baseline beside them.</summary>
[MemoryDiagnoser]
public class SingleOperations
{
    private readonly LibraryContender _library = new(new InMemoryStore(), 1);
    private readonly MemoryBaseline _baseline = new();
    private long _operation;

    /// <summary>Makes the wallets.</summary>
    /// <returns>When it is done.</returns>
    [GlobalSetup]
    public async Task Setup()
    {
        await _library.PrepareAsync(["w"]);
        await _baseline.PrepareAsync(["w"]);
    }

    /// <summary>What one would write by hand.</summary>
    /// <returns>When it is done.</returns>
    [Benchmark(Baseline = true)]
    public ValueTask Baseline() => _baseline.ConsumeAsync(0, $"op-{_operation++}");

    /// <summary>A consume.</summary>
    /// <returns>When it is done.</returns>
    [Benchmark]
    public ValueTask Consume() => _library.ConsumeAsync(0, $"op-{_operation++}");

    /// <summary>A reserve and a capture.</summary>
    /// <returns>When it is done.</returns>
    [Benchmark]
    public ValueTask ReserveAndCapture() => _library.ReserveAndCaptureAsync(0, $"op-{_operation++}");
}
