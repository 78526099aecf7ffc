using System.Runtime.ExceptionServices;
using Credits.Engine;

namespace Credits.Storage;

/// <summary>
/// For stores that write many wallets' commits together, sharing one sync or one round trip: commits that arrive while others are under
/// way gather and go as the next group. A lone commit goes at once, on its caller's own thread. Safe for concurrent use.
/// </summary>
public sealed class GroupCommit
{
    private readonly Func<IReadOnlyList<WalletCommit>, ValueTask<IReadOnlyList<CommitOutcome>>> _commitTogether;
    private readonly int _maxTogether;
    private readonly int _maxWaiting;
    private readonly int _maxGroups;
    private readonly Lock _gate = new();
    private readonly Queue<Waiting> _waiting = new();
    private int _groupsUnderWay;

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
    public async ValueTask<CommitOutcome> CommitAsync(WalletCommit commit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(commit);
        cancellationToken.ThrowIfCancellationRequested();
        Waiting? waiting = null;
        lock (_gate)
        {
            if (_groupsUnderWay < _maxGroups)
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
                throw new StoreException(CommandFate.NotApplied, $"{_maxWaiting} commits are waiting for the store already; try again later.");
            }
        }

        if (waiting is not null)
        {
            return await waiting.OutcomeAsync().ConfigureAwait(false);
        }

        try
        {
            return (await _commitTogether([commit]).ConfigureAwait(false))[0];
        }
        finally
        {
            StartNext();
        }
    }

    /// <summary>Hands the writer's place to those waiting, on a thread of their own.</summary>
    private void StartNext()
    {
        if (TakeGroup() is { } group)
        {
            ThreadPool.UnsafeQueueUserWorkItem(static state => state.Self.WriteGroups(state.Group), (Self: this, Group: group), preferLocal: false);
        }
    }

    private async void WriteGroups(List<Waiting> group)
    {
        for (List<Waiting>? next = group; next is not null; next = TakeGroup())
        {
            try
            {
                IReadOnlyList<CommitOutcome> outcomes = await _commitTogether([.. next.Select(w => w.Commit)]).ConfigureAwait(false);
                for (int i = 0; i < next.Count; i++)
                {
                    next[i].Complete(outcomes[i]);
                }
            }
            catch (Exception error)
            {
                foreach (Waiting waiting in next)
                {
                    waiting.Fail(error);
                }
            }
        }
    }

    /// <summary>Takes those waiting; where there are none, the writer's place is free.</summary>
    private List<Waiting>? TakeGroup()
    {
        lock (_gate)
        {
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

        public async ValueTask<CommitOutcome> OutcomeAsync()
        {
            await _caller.Answered.ConfigureAwait(false);
            if (_error is not null)
            {
                ExceptionDispatchInfo.Throw(_error);
            }

            return _outcome;
        }

        public bool TryTake() => _caller.TryTake();

        public void Complete(CommitOutcome outcome)
        {
            _outcome = outcome;
            _caller.Answer();
        }

        public void Fail(Exception error)
        {
            _error = error;
            _caller.Answer();
        }
    }
}
