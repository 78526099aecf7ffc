using BenchmarkDotNet.Attributes;
using Credits.Benchmarks.Load;
using Credits.Benchmarks.Load.Memory;

namespace Credits.Benchmarks;

/// <summary>Single operations in memory, one caller, one wallet; the baseline beside them.</summary>
[MemoryDiagnoser]
public class SingleOperations
{
    private readonly MemoryLoadStore _store = new(new LoadOptions());
    private IContender _library = null!;
    private IContender _baseline = null!;
    private readonly OperationIds _operations = new(areUuids: true, caller: 0, round: 0);

    /// <summary>Makes the wallets.</summary>
    /// <returns>When it is done.</returns>
    [GlobalSetup]
    public async Task Setup()
    {
        _library = await _store.LibraryAsync("library", new LoadOptions().Shape);
        _baseline = await _store.BaselineAsync();
        await _library.PrepareAsync();
        await _baseline.PrepareAsync();
    }

    /// <summary>What one would write by hand.</summary>
    /// <returns>When it is done.</returns>
    [Benchmark(Baseline = true)]
    public ValueTask Baseline() => _baseline.ConsumeAsync(0, 0, _operations.Next());

    /// <summary>A consume.</summary>
    /// <returns>When it is done.</returns>
    [Benchmark]
    public ValueTask Consume() => _library.ConsumeAsync(0, 0, _operations.Next());

    /// <summary>A reserve and a capture.</summary>
    /// <returns>When it is done.</returns>
    [Benchmark]
    public ValueTask ReserveAndCapture() => _library.ReserveAndCaptureAsync(0, 0, _operations.Next(), _operations.Next());
}
