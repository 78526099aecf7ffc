using System.Runtime.CompilerServices;
using System.Threading.Tasks.Sources;

namespace Credits.Engine;

/// <summary>
/// A caller in a queue: cancelling takes him out, unless his turn has come; from then on he gets his answer. He is awaited once, and goes on
/// behind everything that the thread pool was given before his answer: so those answered first are back first, and whoever queues behind
/// all of them finds them back (the benchmark <c>load --store sqlite --callers 32</c>). He is awaited himself, or as a task whose answer is
/// true, so that waiting makes no object besides.
/// </summary>
internal sealed class WaitingCaller : ICriticalNotifyCompletion, IValueTaskSource<bool>, IThreadPoolWorkItem
{
    private const int Waiting = 0;
    private const int Taken = 1;
    private const int Cancelled = 2;

    private const int Pending = 0;
    private const int Awaited = 1;
    private const int Answered = 2;

    private readonly CancellationToken _cancellationToken;
    private readonly CancellationTokenRegistration _registration;
    private int _place = Waiting;
    private int _answer = Pending;
    private Action<object?>? _goOn;
    private object? _state;

    public WaitingCaller(CancellationToken cancellationToken)
    {
        if (cancellationToken.CanBeCanceled)
        {
            _cancellationToken = cancellationToken;
            _registration = cancellationToken.UnsafeRegister(static state => ((WaitingCaller)state!).Cancel(), this);
        }
    }

    public bool IsCompleted => Volatile.Read(ref _answer) == Answered;

    public WaitingCaller GetAwaiter() => this;

    /// <summary>The same as a task, for those in this library alone: it takes no notice of where, or in which context, it is to go on.</summary>
    public ValueTask<bool> AsValueTask() => new(this, token: 0);

    /// <summary>Takes him out of the queue for good; false where he has gone.</summary>
    public bool TryTake()
    {
        if (Interlocked.CompareExchange(ref _place, Taken, Waiting) != Waiting)
        {
            return false;
        }

        _registration.Dispose();
        return true;
    }

    /// <summary>Lets him go on; only the first answer counts.</summary>
    public void Answer()
    {
        if (Interlocked.Exchange(ref _answer, Answered) == Awaited)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
    }

    public void GetResult()
    {
        if (_place == Cancelled)
        {
            throw new OperationCanceledException(_cancellationToken);
        }
    }

    public void OnCompleted(Action continuation) => UnsafeOnCompleted(continuation);

    public void UnsafeOnCompleted(Action continuation) => GoOnWith(static state => ((Action)state!)(), continuation);

    public void Execute() => _goOn!(_state);

    bool IValueTaskSource<bool>.GetResult(short token)
    {
        if (!IsCompleted)
        {
            throw new InvalidOperationException("A caller in a queue is answered later, and is awaited until then.");
        }

        GetResult();
        return true;
    }

    ValueTaskSourceStatus IValueTaskSource<bool>.GetStatus(short token) =>
        !IsCompleted ? ValueTaskSourceStatus.Pending : _place == Cancelled ? ValueTaskSourceStatus.Canceled : ValueTaskSourceStatus.Succeeded;

    void IValueTaskSource<bool>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        GoOnWith(continuation, state);

    private void GoOnWith(Action<object?> continuation, object? state)
    {
        _goOn = continuation;
        _state = state;
        if (Interlocked.CompareExchange(ref _answer, Awaited, Pending) == Answered)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
    }

    private void Cancel()
    {
        if (Interlocked.CompareExchange(ref _place, Cancelled, Waiting) == Waiting)
        {
            Answer();
        }
    }
}
