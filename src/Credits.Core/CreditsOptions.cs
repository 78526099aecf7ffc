namespace Credits;

/// <summary>How the library runs in this process. Semantics are the same whatever is set.</summary>
public sealed class CreditsOptions
{
    internal static readonly TimeSpan LongestLease = TimeSpan.FromDays(1);

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

    /// <summary>
    /// How often that service looks for what others have left to do, at the least: more than 0, 30 seconds by default. What this process
    /// commits, and what falls due in wallets that it has seen, wakes it at once. It changes no meaning, only when notices leave.
    /// </summary>
    public TimeSpan MaintenanceInterval { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long wallets that this process advances are kept from other processes' sweepers: more than 0, at most a day, 1 minute by
    /// default. Where a process dies, others take over when that is over.
    /// </summary>
    public TimeSpan DueLease { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// What share of the time, in percent, the service spends on recording what fell due while there is a backlog: 1 to 100, 10 by
    /// default. The smaller, the less debits notice of it, and the longer a backlog takes.
    /// </summary>
    public int MaintenancePercent { get; set; } = 10;

    /// <summary>
    /// How long the notices of a wallet that are being delivered are kept from other deliverers: longer than <see cref="NoticeTimeout"/>,
    /// at most a day, 2 minutes by default. Where a process dies, others take over when that is over.
    /// </summary>
    public TimeSpan NoticeLease { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>How long a notifier may take over one notice before that counts as a failure: more than 0, 1 minute by default.</summary>
    public TimeSpan NoticeTimeout { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>To how many wallets' notices a notifier is called at once: at least 1, 16 by default. Of one wallet it gets one at a time.</summary>
    public int NoticeParallelism { get; set; } = 16;

    /// <summary>How often delivery of a notice is tried before it is parked: at least 1, 12 by default. With the default delays that takes about two and a half hours.</summary>
    public int NoticeAttempts { get; set; } = 12;

    /// <summary>How long after its first failure a notice comes again: more than 0, 5 seconds by default. Each further time it is twice as long.</summary>
    public TimeSpan NoticeRetryDelay { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long after a failure a notice comes again at the most, whatever chance adds and the other side asks: at least <see cref="NoticeRetryDelay"/>, at most a day, 1 hour by default.</summary>
    public TimeSpan NoticeLongestRetryDelay { get; set; } = TimeSpan.FromHours(1);

    /// <summary>
    /// By what part of itself, in percent, a delay is made longer or shorter at random at the most, so that what failed together does not
    /// come again together: 0 to 100, 20 by default. What would go beyond <see cref="NoticeLongestRetryDelay"/> is taken off it instead.
    /// </summary>
    public int NoticeRetryJitterPercent { get; set; } = 20;
}
