namespace Credits.Benchmarks.Load;

/// <summary>A store under load: makes the contenders that work on it, all in the same database and equally durable. Gone, with all it holds, when disposed of.</summary>
internal interface ILoadStore : IAsyncDisposable
{
    /// <summary>The library, with the defaults of its options.</summary>
    /// <param name="name">Tells several of them in one store from each other: lower-case letters.</param>
    /// <param name="shape">What it holds before the load begins.</param>
    ValueTask<IContender> LibraryAsync(string name, StoreShape shape);

    /// <summary>The baseline.</summary>
    ValueTask<IContender> BaselineAsync();
}
