using Credits.Storage;

namespace Credits.Engine;

/// <summary>
/// The one way to a wallet in this process: commands are decided one after the other on a working copy. While a commit is under way
/// others gather, and are then decided together and committed as one.
/// </summary>
internal sealed class WalletLane(WalletId wallet, LaneContext context)
{
    private const int MostSpins = 30;

    private readonly Lock _gate = new();
    private readonly Queue<WorkItem> _waiting = new();
    private readonly List<WorkItem> _batch = [];
    private readonly WalletSession _session = new(wallet, context);
    private volatile bool _busy;
    private volatile bool _waitsForStore;
    private volatile bool _retired;

    /// <summary>How many lanes the process had made when it was last used: tells which was used longer ago, and costs no look at a clock.</summary>
    public long LastUsed { get; private set; } = context.LanesMade;

    public bool IsRetired => _retired;

    /// <summary>Runs an item to its answer. False where the lane has been retired: then the cache has a new one.</summary>
    public ValueTask<bool> TryRunAsync(WorkItem item, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<bool>(cancellationToken);
        }

        SpinWhileBusy();
        Task? answered = null;
        lock (_gate)
        {
            if (_retired)
            {
                return new(false);
            }

            LastUsed = context.LanesMade;
            if (_busy)
            {
                if (_waiting.Count >= context.Options.MaxWaitingPerWallet)
                {
                    item.Fail(new StoreException(CommandFate.NotApplied, $"{_waiting.Count} commands are waiting for this wallet already; try again later, or raise CreditsOptions.MaxWaitingPerWallet."));
                    return new(true);
                }

                answered = item.Enqueued(cancellationToken);
                _waiting.Enqueue(item);
            }

            _busy = true;
        }

        if (answered is not null)
        {
            return WaitAsync(answered);
        }

        _batch.Add(item);
        ValueTask running = _session.RunAsync(_batch);
        if (!running.IsCompletedSuccessfully)
        {
            return FinishAsync(running);
        }

        Leave();
        return new(true);
    }

    /// <summary>Closes the lane for good where nobody is in it.</summary>
    public bool TryRetire()
    {
        lock (_gate)
        {
            return !_busy && (_retired = true);
        }
    }

    /// <summary>
    /// A decision takes about a microsecond, a hand-over between threads ten: where the lane is busy deciding, it is free sooner than
    /// a queued command would be woken. Not so while it waits for its store. Pays in the benchmark <c>load --store memory --callers 32</c>.
    /// </summary>
    private void SpinWhileBusy()
    {
        SpinWait spin = default;
        while (_busy && !_waitsForStore && spin.Count < MostSpins)
        {
            spin.SpinOnce(sleep1Threshold: -1);
        }
    }

    private static async ValueTask<bool> WaitAsync(Task answered)
    {
        await answered.ConfigureAwait(false);
        return true;
    }

    private async ValueTask<bool> FinishAsync(ValueTask running)
    {
        await WaitForStoreAsync(running).ConfigureAwait(false);
        Leave();
        return true;
    }

    /// <summary>The session answers every item, with an error where there is one, and does not throw.</summary>
    private async ValueTask WaitForStoreAsync(ValueTask running)
    {
        _waitsForStore = true;
        await running.ConfigureAwait(false);
        _waitsForStore = false;
    }

    /// <summary>Lets the next batch in; others' work is not done on a caller's thread.</summary>
    private void Leave()
    {
        _batch.Clear();
        if (!TakeWaiting())
        {
            return;
        }

        ThreadPool.UnsafeQueueUserWorkItem(static lane => lane.Drain(), this, preferLocal: false);
    }

    private async void Drain()
    {
        do
        {
            ValueTask running = _session.RunAsync(_batch);
            if (!running.IsCompletedSuccessfully)
            {
                await WaitForStoreAsync(running).ConfigureAwait(false);
            }

            _batch.Clear();
        }
        while (TakeWaiting());
    }

    /// <summary>Moves those waiting into the batch; where there are none, the lane is free.</summary>
    private bool TakeWaiting()
    {
        lock (_gate)
        {
            while (_batch.Count < context.Options.MaxBatch && _waiting.TryDequeue(out WorkItem? item))
            {
                if (item.TryTake())
                {
                    _batch.Add(item);
                }
            }

            return _busy = _batch.Count > 0;
        }
    }
}
