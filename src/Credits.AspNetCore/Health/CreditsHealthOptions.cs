namespace Credits.AspNetCore.Health;

/// <summary>From when on the health check of credits complains. Set while services are registered; read-only afterwards.</summary>
public sealed class CreditsHealthOptions
{
    /// <summary>How long the store may take to answer before it counts as down: more than 0, at most an hour, 5 seconds by default.</summary>
    public TimeSpan StoreTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>From which age of the oldest notice that waits on the health is degraded: more than 0, 10 minutes by default; null for never.</summary>
    public TimeSpan? NoticeLagDegraded { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// From which age of the oldest notice that waits on it is unhealthy: more than 0, 4 hours by default; null for never. A notice that
    /// keeps failing is parked before that with the default delays of <see cref="CreditsOptions"/>, so nobody delivers by then.
    /// </summary>
    public TimeSpan? NoticeLagUnhealthy { get; set; } = TimeSpan.FromHours(4);

    /// <summary>From when on it is degraded that something fell due and was not recorded: more than 0, 10 minutes by default; null for never.</summary>
    public TimeSpan? SweepLagDegraded { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>From when on it is unhealthy that something fell due and was not recorded: more than 0, 4 hours by default; null for never. Debits and balances are right meanwhile.</summary>
    public TimeSpan? SweepLagUnhealthy { get; set; } = TimeSpan.FromHours(4);
}
