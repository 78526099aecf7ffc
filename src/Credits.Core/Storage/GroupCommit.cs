using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using Credits.Engine;

namespace Credits.Storage;

/// <summary>
/// For stores that write many wallets' commits together, sharing one sync or one round trip: commits that arrive while others are under
/// way gather and go as the next group. A lone commit goes at once, on its caller's own thread. Safe for concurrent use.
/// </summary>
public sealed class GroupCommit
{
    /// <summary>With so many commits a group's fixed cost, a sync or a round trip, is a small part of it: no need to wait for more.</summary>
    private const int WorthAGroup = 128;

    private readonly Func<IReadOnlyList<WalletCommit>, ValueTask<IReadOnlyList<CommitOutcome>>> _commitTogether;
    private readonly int _maxTogether;
    private readonly int _maxWaiting;
    private readonly int _maxGroups;
    private readonly Lock _gate = new();
    private readonly Queue<Waiting> _waiting = new();
    private int _groupsUnderWay;
    private int _groupsGathering;

    /// <summary>Sets how groups are written.</summary>
    /// <param name="commitTogether">
    /// Writes a group, each commit fenced by its own version, and gives an outcome for each, in order. What it throws is thrown to every
    /// caller of the group. No two commits of a group are of one wallet unless its callers break the engine's rule of one lane a wallet.
    /// </param>
    /// <param name="maxTogether">At most how many commits a group has; 1 or more.</param>
    /// <param name="maxWaiting">At most how many commits wait; one more fails at once, not applied. 1 or more.</param>
    /// <param name="maxGroups">How many groups may be under way at once; 1, the default, for a store with one writer.</param>
    public GroupCommit(
        Func<IReadOnlyList<WalletCommit>, ValueTask<IReadOnlyList<CommitOutcome>>> commitTogether, int maxTogether, int maxWaiting, int maxGroups = 1)
    {
        ArgumentNullException.ThrowIfNull(commitTogether);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxTogether, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxWaiting, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxGroups, 1);
        _commitTogether = commitTogether;
        _maxTogether = maxTogether;
        _maxWaiting = maxWaiting;
        _maxGroups = maxGroups;
    }

    /// <summary>Commits, alone or with others.</summary>
    /// <param name="commit">The commit.</param>
    /// <param name="cancellationToken">Gives up while waiting; a commit under way is finished.</param>
    /// <returns>The commit's outcome.</returns>
    public ValueTask<CommitOutcome> CommitAsync(WalletCommit commit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(commit.Entries);
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<CommitOutcome>(cancellationToken);
        }

        Waiting? waiting = null;
        lock (_gate)
        {
            if (_groupsUnderWay < _maxGroups && _groupsGathering == 0)
            {
                _groupsUnderWay++;
            }
            else if (_waiting.Count < _maxWaiting)
            {
                waiting = new(commit, cancellationToken);
                _waiting.Enqueue(waiting);
            }
            else
            {
                return ValueTask.FromException<CommitOutcome>(
                    new StoreException(CommandFate.NotApplied, $"{_maxWaiting} commits are waiting for the store already; try again later."));
            }
        }

        return waiting is null ? CommitAloneAsync(commit) : waiting.OutcomeAsync();
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<CommitOutcome> CommitAloneAsync(WalletCommit commit)
    {
        try
        {
            return (await _commitTogether([commit]).ConfigureAwait(false))[0];
        }
        finally
        {
            StartNext();
        }
    }

    /// <summary>Hands the writer's place to those waiting, on a thread of their own; where there are none, it is free.</summary>
    private void StartNext()
    {
        lock (_gate)
        {
            if (_waiting.Count == 0)
            {
                _groupsUnderWay--;
                return;
            }

            _groupsGathering++;
        }

        QueueNext();
    }

    private void QueueNext() => ThreadPool.UnsafeQueueUserWorkItem(static self => self.WriteGroups(), this, preferLocal: false);

    private async void WriteGroups()
    {
        for (List<Waiting>? group = TakeGroup(gathered: true); group is not null; group = TakeGroup(gathered: false))
        {
            IReadOnlyList<CommitOutcome> outcomes = [];
            Exception? error = null;
            try
            {
                outcomes = await _commitTogether([.. group.Select(w => w.Commit)]).ConfigureAwait(false);
                if (outcomes.Count != group.Count)
                {
                    throw new InvalidOperationException($"A group of {group.Count} commits had {outcomes.Count} outcomes.");
                }
            }
            catch (Exception thrown)
            {
                error = thrown;
            }

            if (Answer(group, outcomes, error))
            {
                return;
            }
        }
    }

    /// <summary>
    /// Lets the outcomes leave. Where few wait, the next group is queued behind them: whoever of those answered has another commit brings it
    /// first, and shares the group instead of waiting for the one after. Pays in the benchmark
    /// <c>load --store postgres --wallets 10000 --callers 32</c>.
    /// </summary>
    /// <returns>Whether the next group is queued.</returns>
    private bool Answer(List<Waiting> group, IReadOnlyList<CommitOutcome> outcomes, Exception? error)
    {
        bool gathers;
        lock (_gate)
        {
            gathers = _waiting.Count < WorthAGroup;
            _groupsGathering += gathers ? 1 : 0;
        }

        int first = gathers ? Math.Min(group.Count, WorthAGroup) : group.Count;
        AnswerPart(0, first);
        if (gathers)
        {
            QueueNext();
            AnswerPart(first, group.Count);
        }

        return gathers;

        void AnswerPart(int from, int to)
        {
            for (int i = from; i < to; i++)
            {
                group[i].Complete(error is null ? outcomes[i] : default, error);
            }
        }
    }

    /// <summary>Takes those waiting; where there are none, the writer's place is free.</summary>
    private List<Waiting>? TakeGroup(bool gathered)
    {
        lock (_gate)
        {
            _groupsGathering -= gathered ? 1 : 0;
            List<Waiting> group = [];
            while (group.Count < _maxTogether && _waiting.TryDequeue(out Waiting? waiting))
            {
                if (waiting.TryTake())
                {
                    group.Add(waiting);
                }
            }

            if (group.Count > 0)
            {
                return group;
            }

            _groupsUnderWay--;
            return null;
        }
    }

    /// <summary>A commit that waits for its group.</summary>
    private sealed class Waiting(WalletCommit commit, CancellationToken cancellationToken)
    {
        private readonly WaitingCaller _caller = new(cancellationToken);
        private CommitOutcome _outcome;
        private Exception? _error;

        public WalletCommit Commit => commit;

        [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
        public async ValueTask<CommitOutcome> OutcomeAsync()
        {
            await _caller;
            if (_error is not null)
            {
                ExceptionDispatchInfo.Throw(_error);
            }

            return _outcome;
        }

        public bool TryTake() => _caller.TryTake();

        public void Complete(CommitOutcome outcome, Exception? error)
        {
            _outcome = outcome;
            _error = error;
            _caller.Answer();
        }
    }
}
