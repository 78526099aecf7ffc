using Credits.Storage;

namespace Credits.Testing.Conformance;

/// <summary>Makes stores for the conformance kit. What it makes, it also disposes of, after the case.</summary>
public interface IStoreFixture
{
    /// <summary>Makes a store over data of its own: empty, and nobody else's.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The store.</returns>
    ValueTask<IStore> CreateAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Opens the data of a store once more, as the next process or another one beside it does: everything committed is there, and both are used
    /// from then on. Where the data dies with its process, as in memory, that is the same store.
    /// </summary>
    /// <param name="store">A store of <see cref="CreateAsync"/>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Another store over the same data.</returns>
    ValueTask<IStore> ReopenAsync(IStore store, CancellationToken cancellationToken);
}
