namespace Credits.Benchmarks.Load;

/// <summary>Something that takes credits: the library, or what one would write by hand instead.</summary>
internal interface IContender : IAsyncDisposable
{
    /// <summary>Makes the wallets ready for a round, each with plenty of credits. What is durable is made once, and kept over the rounds.</summary>
    ValueTask PrepareAsync();

    /// <summary>Takes one credit from a wallet. Throws where it is not taken.</summary>
    ValueTask ConsumeAsync(int caller, int wallet, string operation);

    /// <summary>Reserves five credits in a wallet and captures four. Throws where they are not.</summary>
    ValueTask ReserveAndCaptureAsync(int caller, int wallet, string operation, string captureOperation);

    /// <summary>How many bytes what it has written takes, indexes included; null where nothing is stored.</summary>
    ValueTask<long?> StoredBytesAsync();
}
