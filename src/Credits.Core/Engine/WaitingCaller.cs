using System.Runtime.CompilerServices;

namespace Credits.Engine;

/// <summary>
/// A caller in a queue: cancelling takes him out, unless his turn has come; from then on he gets his answer. He is awaited once, and goes on
/// behind everything that the thread pool was given before his answer: so those answered first are back first, and whoever queues behind
/// all of them finds them back (the benchmark <c>load --store sqlite --callers 32</c>).
/// </summary>
internal sealed class WaitingCaller : ICriticalNotifyCompletion, IThreadPoolWorkItem
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
    private Action? _goOn;

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

    public void UnsafeOnCompleted(Action continuation)
    {
        _goOn = continuation;
        if (Interlocked.CompareExchange(ref _answer, Awaited, Pending) == Answered)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
    }

    public void Execute() => _goOn!();

    private void Cancel()
    {
        if (Interlocked.CompareExchange(ref _place, Cancelled, Waiting) == Waiting)
        {
            Answer();
        }
    }
}
