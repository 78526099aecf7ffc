namespace Credits.Benchmarks.Load;

/// <summary>The library on a store with a backlog of due wallets: with its hosted services, which drain it, or without.</summary>
/// <param name="library">The same for both, so that they differ in nothing else.</param>
/// <param name="drains">Whether the hosted services run while this one plays.</param>
internal sealed class BacklogContender(LibraryContender library, bool drains) : IContender
{
    public async ValueTask PrepareAsync()
    {
        await library.PrepareAsync();
        await library.MaintainAsync(drains);
    }

    public ValueTask ConsumeAsync(int caller, int wallet, string operation) => library.ConsumeAsync(caller, wallet, operation);

    public ValueTask ReserveAndCaptureAsync(int caller, int wallet, string operation, string captureOperation) =>
        library.ReserveAndCaptureAsync(caller, wallet, operation, captureOperation);

    public ValueTask<long?> StoredBytesAsync() => library.StoredBytesAsync();

    public ValueTask DisposeAsync() => library.DisposeAsync();
}
