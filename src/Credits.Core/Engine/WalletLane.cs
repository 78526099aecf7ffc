using System.Diagnostics;
using System.Runtime.CompilerServices;
using Credits.Storage;

namespace Credits.Engine;

/// <summary>
/// The one way to a wallet in this process: commands are decided one after the other on a working copy. While a commit is under way
/// others gather, and are then decided together and committed as one.
/// </summary>
internal sealed class WalletLane(WalletId wallet, LaneContext context) : IThreadPoolWorkItem
{
    /// <summary>About five microseconds: as long as a few decisions take, and less than it takes to wake a queued command.</summary>
    private const int MostSpins = 128;

    /// <summary>So many commands, with those being decided, are answered within that time.</summary>
    private const int SoonAnswered = 4;

    /// <summary>With so many commands a commit's fixed cost, mostly a sync of the disk, is a small part of it: no need to wait for more.</summary>
    private const int WorthACommit = 128;

    /// <summary>Of quick batches one in so many is timed: a look at the clock is a good part of a decision.</summary>
    private const int TimedEvery = 16;

    /// <summary>So many slow batches in a row make a slow store; one may be the garbage collector's, or another thread's turn.</summary>
    private const int SlowInARow = 2;

    /// <summary>A batch that takes longer than this, and this for each command, waits for something slower than memory.</summary>
    private static readonly TimeSpan SlowBatch = TimeSpan.FromMicroseconds(30);
    private static readonly TimeSpan SlowCommand = TimeSpan.FromMicroseconds(3);

    private readonly Lock _gate = new();
    private readonly Queue<WorkItem> _waiting = new();
    private List<WorkItem> _batch = [];
    private readonly WalletSession _session = new(wallet, context);
    private bool _busy;
    private volatile bool _isSlow;
    private volatile bool _retired;
    private int _batches;
    private int _slowInARow;

    /// <summary>How many lanes the process had made when it was last used: tells which was used longer ago, and costs no look at a clock.</summary>
    public long LastUsed { get; private set; } = context.LanesMade;

    public bool IsRetired => _retired;

    /// <summary>How many commands wait, as a look from outside sees it.</summary>
    public int Depth => _waiting.Count;

    /// <summary>Runs an item to its answer. False where the lane has been retired: then the cache has a new one.</summary>
    public ValueTask<bool> TryRunAsync(WorkItem item, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<bool>(cancellationToken);
        }

        WaitingCaller? waiting = null;
        bool isSoon = false;
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
                    item.Error = new StoreException(CommandFate.NotApplied, $"{_waiting.Count} commands are waiting for this wallet already; try again later, or raise CreditsOptions.MaxWaitingPerWallet.");
                    return new(true);
                }

                waiting = item.Enqueued(cancellationToken);
                _waiting.Enqueue(item);

                // How many are being decided is as a look from outside sees it, and good enough for a guess.
                isSoon = !_isSlow && _waiting.Count + _batch.Count <= SoonAnswered;
            }

            _busy = true;
        }

        if (waiting is not null)
        {
            if (isSoon)
            {
                SpinUntilAnswered(waiting);
            }

            return waiting.AsValueTask();
        }

        _batch.Add(item);
        long start = StartTime();
        ValueTask running = _session.RunAsync(_batch);
        if (!running.IsCompletedSuccessfully)
        {
            return FinishAsync(running, start);
        }

        LearnFrom(start);
        Leave(mayServe: !_isSlow);
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
    /// A decision takes about a microsecond, a hand-over between threads ten: where the lane is busy deciding, whoever leaves it answers
    /// those who came meanwhile, sooner than they could be woken. Not so where it waits for its store, or where there is no second
    /// processor to do so. Pays in the benchmark <c>load --store memory --callers 32</c>.
    /// </summary>
    private void SpinUntilAnswered(WaitingCaller waiting)
    {
        if (Environment.ProcessorCount == 1)
        {
            return;
        }

        for (int spin = 0; spin < MostSpins && !_isSlow && !waiting.IsCompleted; spin++)
        {
            Thread.SpinWait(1);
        }
    }

    private static void Answer(List<WorkItem> batch, int from, int to)
    {
        for (int i = from; i < to; i++)
        {
            batch[i].Complete();
        }
    }

    /// <summary>The session answers every item, with an error where there is one, and does not throw.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<bool> FinishAsync(ValueTask running, long start)
    {
        await WaitAsync(running, start).ConfigureAwait(false);
        Leave(mayServe: false);
        return true;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask WaitAsync(ValueTask running, long start)
    {
        if (!running.IsCompleted)
        {
            _slowInARow = SlowInARow;
            _isSlow = true;
        }

        await running.ConfigureAwait(false);
        LearnFrom(start);
    }

    /// <summary>When a batch began; 0 where it is not timed.</summary>
    private long StartTime() => _slowInARow > 0 || _batches++ % TimedEvery == 0 ? Stopwatch.GetTimestamp() : 0;

    private void LearnFrom(long start)
    {
        if (start == 0)
        {
            return;
        }

        bool wasSlow = Stopwatch.GetElapsedTime(start) > SlowBatch + (SlowCommand * _batch.Count);
        _slowInARow = wasSlow ? Math.Min(_slowInARow + 1, SlowInARow) : 0;
        _isSlow = _slowInARow == SlowInARow;
    }

    /// <summary>Lets the next batch in.</summary>
    /// <param name="mayServe">Whether one batch may be run on the thread of the caller who leaves; more of others' work is never done there.</param>
    private void Leave(bool mayServe)
    {
        _batch.Clear();
        bool goesOn;
        lock (_gate)
        {
            goesOn = _busy = _waiting.Count > 0;
        }

        if (!goesOn)
        {
            return;
        }

        if (mayServe)
        {
            ServeOthers();
        }
        else
        {
            QueueNext();
        }
    }

    /// <summary>Runs one batch of those who came meanwhile. Should it have to wait for the store, this thread leaves, and another goes on.</summary>
    private async void ServeOthers()
    {
        if (!TakeWaiting())
        {
            return;
        }

        long start = StartTime();
        await WaitAsync(_session.RunAsync(_batch), start).ConfigureAwait(false);
        Answer(_batch, 0, _batch.Count);
        Leave(mayServe: false);
    }

    private void QueueNext() => ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);

    /// <summary>Runs batches while there are any, on a thread of the pool.</summary>
    async void IThreadPoolWorkItem.Execute()
    {
        while (TakeWaiting())
        {
            long start = StartTime();
            await WaitAsync(_session.RunAsync(_batch), start).ConfigureAwait(false);
            if (AnswerBatch())
            {
                return;
            }
        }
    }

    /// <summary>
    /// Lets the answers leave. Where the store is slow and few wait, the next batch is queued behind those answered: whoever of them has
    /// another command brings it first, and shares the commit instead of waiting for the one after. Where enough wait to be worth a commit,
    /// or come back first, it runs beside the others. Pays in the benchmark <c>load --store sqlite</c> with 32 and with 1,024 callers.
    /// </summary>
    /// <returns>Whether the next batch is queued; then another thread may be at it.</returns>
    private bool AnswerBatch()
    {
        if (!_isSlow || CountWaiting() >= WorthACommit)
        {
            Answer(_batch, 0, _batch.Count);
            _batch.Clear();
            return false;
        }

        List<WorkItem> answered = _batch;
        int first = Math.Min(answered.Count, WorthACommit);
        _batch = new(answered.Count);
        Answer(answered, 0, first);
        QueueNext();
        Answer(answered, first, answered.Count);
        return true;
    }

    private int CountWaiting()
    {
        lock (_gate)
        {
            return _waiting.Count;
        }
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
