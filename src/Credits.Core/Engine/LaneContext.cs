using Credits.Diagnostics;
using Credits.Pricing;
using Credits.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace Credits.Engine;

/// <summary>What all lanes of a process share.</summary>
internal sealed record LaneContext(IStore Store, CreditCatalog Catalog, IClock Clock, CreditsOptions Options, ICommitObserver[] Observers)
{
    private long _lanesMade;

    public ILogger Logger { get; init; } = NullLogger.Instance;

    /// <summary>Whether everything happens inside a transaction of the host's, which may be rolled back behind a lane's back.</summary>
    public bool IsInHostTransaction { get; init; }

    /// <summary>Null where nothing is ever measured.</summary>
    public CreditsMetrics? Metrics { get; init; }

    public long LanesMade => Volatile.Read(ref _lanesMade);

    public void CountLane() => Interlocked.Increment(ref _lanesMade);
}
