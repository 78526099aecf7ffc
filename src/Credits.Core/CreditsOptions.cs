namespace Credits;

/// <summary>How the library runs in this process. Semantics are the same whatever is set.</summary>
public sealed class CreditsOptions
{
    internal static readonly TimeSpan LongestNoticeLease = TimeSpan.FromDays(1);

    /// <summary>How many wallets are kept in memory: at least 1, 10,000 by default. Those unused for longest leave first; they are read again when needed.</summary>
    public int MaxCachedWallets { get; set; } = 10_000;

    /// <summary>How many commands may wait for one wallet: at least 1, 100,000 by default. Beyond it a command fails at once, with nothing written.</summary>
    public int MaxWaitingPerWallet { get; set; } = 100_000;

    /// <summary>How many commands are decided together and committed as one: at least 1, 1,024 by default.</summary>
    public int MaxBatch { get; set; } = 1_024;

    /// <summary>After how many entries of a wallet a snapshot is stored, at the least: at least 1, 500 by default. Large wallets wait longer, in proportion to their size.</summary>
    public int SnapshotEvery { get; set; } = 500;

    /// <summary>Whether the hosted service runs that records what falls due and delivers notices; it does by default.</summary>
    public bool RunMaintenance { get; set; } = true;

    /// <summary>How often that service looks for what fell due: more than 0, 30 seconds by default. It changes no meaning, only when notices of such things leave.</summary>
    public TimeSpan MaintenanceInterval { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a notice that is being delivered is kept from other deliverers: more than 0, at most a day, 1 minute by default.</summary>
    public TimeSpan NoticeLease { get; set; } = TimeSpan.FromMinutes(1);
}
