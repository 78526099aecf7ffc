namespace Credits.Diagnostics;

/// <summary>
/// The names under which the library measures and traces, for <c>AddMeter</c> and <c>AddSource</c>. Instruments cost nothing while nobody
/// listens, and no tag holds the id of a wallet or a user.
/// </summary>
public static class CreditsDiagnostics
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "Credits.Core";

    /// <summary>The activity source's name.</summary>
    public const string ActivitySourceName = "Credits.Core";

    /// <summary>Counter: commands, by <c>op</c> and <c>outcome</c> (<c>accepted</c>, <c>replayed</c>, <c>refused</c>, <c>failed</c>).</summary>
    public const string Commands = "credits.commands";

    /// <summary>Histogram, seconds: commands from call to answer, by <c>op</c>.</summary>
    public const string CommandDuration = "credits.command.duration";

    /// <summary>Counter: refusals, by <c>op</c> and <c>code</c>.</summary>
    public const string Refusals = "credits.refusals";

    /// <summary>Histogram, seconds: commits by the store, by <c>outcome</c> (<c>committed</c>, <c>version_conflict</c>, <c>duplicate_key</c>).</summary>
    public const string CommitDuration = "credits.commit.duration";

    /// <summary>Histogram: entries written by one commit.</summary>
    public const string CommitEntries = "credits.commit.entries";

    /// <summary>Gauge: commands that wait for the wallet for which most wait.</summary>
    public const string LaneDepth = "credits.lane.depth";

    /// <summary>Counter: calls of notifiers, by <c>channel</c> and <c>outcome</c> (<c>delivered</c>, <c>failed</c>).</summary>
    public const string NoticeDeliveries = "credits.notice.deliveries";

    /// <summary>Histogram, seconds: calls of notifiers, by <c>channel</c>.</summary>
    public const string NoticeDuration = "credits.notice.duration";

    /// <summary>Counter: notices parked by this process, by <c>channel</c>.</summary>
    public const string NoticesParked = "credits.notices.parked";

    /// <summary>Gauge, seconds: age of the oldest notice that waits, by <c>channel</c>, as last looked up.</summary>
    public const string NoticeLag = "credits.notice.lag";

    /// <summary>Gauge: notices that stand parked in the store, by <c>channel</c>, as last looked up.</summary>
    public const string NoticesStandingParked = "credits.notices.standing_parked";

    /// <summary>Counter: wallets whose due events the sweeper recorded, by <c>outcome</c> (<c>advanced</c>, <c>failed</c>).</summary>
    public const string WalletsAdvanced = "credits.wallets.advanced";

    /// <summary>Gauge, seconds: how long ago the wallet fell due that has waited longest, by what was last looked up. While looking fails it grows from then on, or from what was due already.</summary>
    public const string SweepLag = "credits.sweep.lag";
}
