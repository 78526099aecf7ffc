using Credits.Domain;
using NodaTime;

namespace Credits.Engine;

/// <summary>A command or a read on its way through a lane, and its answer.</summary>
internal sealed class WorkItem
{
    private Wait? _wait;

    public WorkItem(Command command, string operation)
    {
        Command = command;
        Operation = operation;
    }

    public WorkItem(Func<Wallet, Instant, object> read) => Read = read;

    public Command? Command { get; }

    /// <summary>The operation's id; null for a read.</summary>
    public string? Operation { get; }

    /// <summary>Looks at a wallet known to be current.</summary>
    public Func<Wallet, Instant, object>? Read { get; }

    public Decision Decision { get; set; }

    public object? ReadValue { get; set; }

    public bool WalletExists { get; set; }

    public WalletTotals Totals { get; set; }

    public Exception? Error { get; private set; }

    /// <summary>Lets the caller wait in the lane's queue; cancelling takes the item out unless it has been taken.</summary>
    public Task Enqueued(CancellationToken cancellationToken)
    {
        _wait = new(cancellationToken);
        return _wait.Answered;
    }

    /// <summary>Takes the item out of the queue for good; false where its caller has gone.</summary>
    public bool TryTake() => _wait!.TryTake();

    public void Complete() => _wait?.Complete();

    public void Fail(Exception error)
    {
        Error = error;
        _wait?.Complete();
    }

    /// <summary>A caller that waits for the lane.</summary>
    private sealed class Wait
    {
        private const int Waiting = 0;
        private const int Taken = 1;
        private const int Cancelled = 2;

        private readonly TaskCompletionSource _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly CancellationTokenRegistration _registration;
        private int _state = Waiting;

        public Wait(CancellationToken cancellationToken)
        {
            if (cancellationToken.CanBeCanceled)
            {
                _registration = cancellationToken.UnsafeRegister(static (state, token) => ((Wait)state!).Cancel(token), this);
            }
        }

        public Task Answered => _answered.Task;

        public bool TryTake()
        {
            if (Interlocked.CompareExchange(ref _state, Taken, Waiting) != Waiting)
            {
                return false;
            }

            _registration.Dispose();
            return true;
        }

        public void Complete() => _answered.TrySetResult();

        private void Cancel(CancellationToken cancellationToken)
        {
            if (Interlocked.CompareExchange(ref _state, Cancelled, Waiting) == Waiting)
            {
                _answered.TrySetCanceled(cancellationToken);
            }
        }
    }
}
