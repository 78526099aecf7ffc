using Credits.Storage;
using Credits.Testing.Conformance;

namespace Credits.Testing.Tests;

/// <summary>In memory there is nothing to open again: the same store goes on.</summary>
internal sealed class InMemoryFixture(Func<IStore> make) : IStoreFixture
{
    public ValueTask<IStore> CreateAsync(CancellationToken cancellationToken) => new(make());

    public ValueTask<IStore> ReopenAsync(IStore store, CancellationToken cancellationToken) => new(store);
}
