namespace Credits.Testing.Conformance;

/// <summary>One thing that every store must do. Immutable; it may run many times, also at the same time.</summary>
public sealed class StoreConformanceCase
{
    private readonly Func<StoreTrial, Task> _runAsync;

    internal StoreConformanceCase(string name, Func<StoreTrial, Task> runAsync)
    {
        Name = name;
        _runAsync = runAsync;
    }

    /// <summary>What must hold, in a sentence; it names the case and does not change.</summary>
    public string Name { get; }

    /// <summary>Tries a store.</summary>
    /// <param name="fixture">Makes it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>When the store has passed.</returns>
    /// <exception cref="StoreConformanceException">The store did something else, or threw.</exception>
    public async Task RunAsync(IStoreFixture fixture, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(fixture);
        try
        {
            StoreTrial trial = new(fixture, await fixture.CreateAsync(cancellationToken).ConfigureAwait(false), cancellationToken);
            await _runAsync(trial).ConfigureAwait(false);
        }
        catch (MismatchException mismatch)
        {
            throw new StoreConformanceException(Name, mismatch.Expected, mismatch.Found, mismatch);
        }
        catch (Exception error) when (error is not OutOfMemoryException && !cancellationToken.IsCancellationRequested)
        {
            throw new StoreConformanceException(Name, "the store to answer", $"{error.GetType().Name}: {error.Message}", error);
        }
    }

    /// <summary>The name.</summary>
    /// <returns>The name.</returns>
    public override string ToString() => Name;
}
