namespace Credits.Testing;

/// <summary>
/// Holds a <see cref="FaultyStore"/>'s calls until a test lets them go, so that the test and not the machine decides what happens
/// while a commit is under way. Safe for concurrent use; made by <see cref="FaultyStore.HoldCommits"/> and <see cref="FaultyStore.HoldLoads"/>.
/// </summary>
public sealed class StoreGate
{
    private readonly Lock _gate = new();
    private readonly Queue<TaskCompletionSource> _held = new();
    private readonly List<(int Count, TaskCompletionSource Reached)> _waiting = [];
    private int _arrived;
    private int _passes;
    private bool _open;

    internal StoreGate()
    {
    }

    /// <summary>How many calls have come to the gate, let go or not.</summary>
    public int Arrived
    {
        get
        {
            lock (_gate)
            {
                return _arrived;
            }
        }
    }

    /// <summary>Waits until so many calls have come to the gate, let go or not.</summary>
    /// <param name="count">How many, since the gate was made.</param>
    /// <param name="timeout">How long to wait at most, in real time.</param>
    /// <returns>When they have come.</returns>
    /// <exception cref="TimeoutException">Fewer came in that time.</exception>
    public Task WaitForArrivalsAsync(int count, TimeSpan timeout)
    {
        lock (_gate)
        {
            if (_arrived >= count)
            {
                return Task.CompletedTask;
            }

            TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((count, reached));
            return reached.Task.WaitAsync(timeout);
        }
    }

    /// <summary>Lets calls go in the order in which they came; those yet to come count too.</summary>
    /// <param name="calls">How many.</param>
    public void Release(int calls = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(calls, 1);
        lock (_gate)
        {
            for (int i = 0; i < calls; i++)
            {
                if (_held.TryDequeue(out TaskCompletionSource? held))
                {
                    held.SetResult();
                }
                else
                {
                    _passes++;
                }
            }
        }
    }

    /// <summary>Lets every call go, now and from now on.</summary>
    public void Open()
    {
        lock (_gate)
        {
            _open = true;
            while (_held.TryDequeue(out TaskCompletionSource? held))
            {
                held.SetResult();
            }
        }
    }

    internal Task PassAsync()
    {
        lock (_gate)
        {
            _arrived++;
            _waiting.RemoveAll(w => w.Count <= _arrived && w.Reached.TrySetResult());
            if (_open)
            {
                return Task.CompletedTask;
            }

            if (_passes > 0)
            {
                _passes--;
                return Task.CompletedTask;
            }

            TaskCompletionSource held = new(TaskCreationOptions.RunContinuationsAsynchronously);
            _held.Enqueue(held);
            return held.Task;
        }
    }
}
