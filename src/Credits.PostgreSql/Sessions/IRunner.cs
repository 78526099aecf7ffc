namespace Credits.PostgreSql;

/// <summary>Runs reads, and what else may be done again: the store's way, or in a transaction of the host.</summary>
internal interface IRunner
{
    /// <summary>Runs it; what fails throws a <see cref="Storage.StoreException"/>.</summary>
    ValueTask<T> RunAsync<T>(Func<IStatements, ValueTask<T>> workAsync, CancellationToken cancellationToken);
}
