namespace Credits.Benchmarks.Load;

/// <summary>Something that takes credits: the library, or what one would write by hand instead.</summary>
internal interface IContender
{
    /// <summary>Makes the wallets, each with plenty of credits.</summary>
    ValueTask PrepareAsync(string[] wallets);

    /// <summary>Takes one credit from a wallet.</summary>
    ValueTask ConsumeAsync(int wallet, string operation);

    /// <summary>Reserves five credits in a wallet and captures four.</summary>
    ValueTask ReserveAndCaptureAsync(int wallet, string operation);
}
