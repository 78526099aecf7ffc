namespace Credits.Engine;

/// <summary>A caller in a queue: cancelling takes him out, unless his turn has come; from then on he gets his answer.</summary>
internal sealed class WaitingCaller
{
    private const int Waiting = 0;
    private const int Taken = 1;
    private const int Cancelled = 2;

    private readonly TaskCompletionSource _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenRegistration _registration;
    private int _state = Waiting;

    public WaitingCaller(CancellationToken cancellationToken)
    {
        if (cancellationToken.CanBeCanceled)
        {
            _registration = cancellationToken.UnsafeRegister(static (state, token) => ((WaitingCaller)state!).Cancel(token), this);
        }
    }

    public Task Answered => _answered.Task;

    /// <summary>Takes him out of the queue for good; false where he has gone.</summary>
    public bool TryTake()
    {
        if (Interlocked.CompareExchange(ref _state, Taken, Waiting) != Waiting)
        {
            return false;
        }

        _registration.Dispose();
        return true;
    }

    public void Answer() => _answered.TrySetResult();

    private void Cancel(CancellationToken cancellationToken)
    {
        if (Interlocked.CompareExchange(ref _state, Cancelled, Waiting) == Waiting)
        {
            _answered.TrySetCanceled(cancellationToken);
        }
    }
}
