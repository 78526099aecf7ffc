using Microsoft.Extensions.DependencyInjection;

namespace Credits.Benchmarks.Load.Memory;

/// <summary>The memory of this process. Each round has a new one.</summary>
internal sealed class MemoryLoadStore(LoadOptions options) : ILoadStore
{
    public ValueTask<IContender> LibraryAsync(string name, StoreShape shape) =>
        new(new LibraryContender(b => b.UseInMemory(), shape, isDurable: false, static () => default));

    public ValueTask<IContender> BaselineAsync() => new(new MemoryBaseline(options.Wallets));

    public ValueTask DisposeAsync() => default;
}
