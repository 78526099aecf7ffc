using System.Diagnostics;
using System.Runtime.CompilerServices;
using Credits.Diagnostics;
using Credits.Journal;
using Credits.Storage;
using NodaTime;

namespace Credits.Engine;

/// <summary>
/// Sees this process's commits go by: wakes the deliverers where there are notices, and the sweeper where something falls due sooner than
/// it means to sleep, and measures.
/// </summary>
internal sealed class StoreWatch(IStore inner, CreditsMetrics metrics) : DelegatingStore(inner)
{
    private readonly List<Bell> _deliverers = [];
    private long _sweeperSleepsUntil = long.MinValue;

    /// <summary>The host's store, for what only it can do.</summary>
    public IStore Watched => Inner;

    public Bell Sweeper { get; } = new();

    /// <summary>Rings a bell at every commit with notices from now on.</summary>
    public void Tell(Bell deliverer)
    {
        lock (_deliverers)
        {
            _deliverers.Add(deliverer);
        }
    }

    /// <summary>Says that there is something to deliver.</summary>
    public void RingDeliverers()
    {
        lock (_deliverers)
        {
            foreach (Bell deliverer in _deliverers)
            {
                deliverer.Ring();
            }
        }
    }

    /// <summary>Until when the sweeper means to sleep. Said before it looks for what is due, so that no commit slips through in between.</summary>
    public void SweeperSleeps(Instant until) => Volatile.Write(ref _sweeperSleepsUntil, until.ToUnixTimeTicks());

    public override ValueTask<CommitOutcome> CommitAsync(WalletCommit commit, CancellationToken cancellationToken)
    {
        long begun = metrics.MeasuresCommits ? Stopwatch.GetTimestamp() : 0;

        // The list of entries is the caller's again, and empty, when it has its answer.
        int entries = commit.Entries.Count;
        bool hasNotices = HasNotices(commit.Entries);
        ValueTask<CommitOutcome> committing = Inner.CommitAsync(commit, cancellationToken);
        if (!committing.IsCompletedSuccessfully)
        {
            return AwaitedAsync(committing, commit.NextDue, hasNotices, entries, begun);
        }

        CommitOutcome outcome = committing.Result;
        Note(outcome, commit.NextDue, hasNotices, entries, begun);
        return new(outcome);
    }

    private static bool HasNotices(IReadOnlyList<JournalEntry> entries)
    {
        for (int i = 0; i < entries.Count; i++)
        {
            if (entries[i].Notices.Count > 0)
            {
                return true;
            }
        }

        return false;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<CommitOutcome> AwaitedAsync(ValueTask<CommitOutcome> committing, Instant? nextDue, bool hasNotices, int entries, long begun)
    {
        CommitOutcome outcome = await committing.ConfigureAwait(false);
        Note(outcome, nextDue, hasNotices, entries, begun);
        return outcome;
    }

    private void Note(CommitOutcome outcome, Instant? nextDue, bool hasNotices, int entries, long begun)
    {
        if (begun != 0)
        {
            metrics.Committed(outcome, entries, Stopwatch.GetElapsedTime(begun));
        }

        if (outcome != CommitOutcome.Committed)
        {
            return;
        }

        if (nextDue is { } due && due.ToUnixTimeTicks() < Volatile.Read(ref _sweeperSleepsUntil))
        {
            Sweeper.Ring();
        }

        if (hasNotices)
        {
            RingDeliverers();
        }
    }
}
