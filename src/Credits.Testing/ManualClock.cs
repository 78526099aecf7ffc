using NodaTime;

namespace Credits.Testing;

/// <summary>
/// A clock that stands still until it is told to move; hosted services that wait by it wake when it does. Safe for concurrent use.
/// </summary>
/// <param name="start">The instant it shows first.</param>
public sealed class ManualClock(Instant start) : IWaitingClock
{
    private readonly Lock _gate = new();
    private readonly List<(Instant Until, TaskCompletionSource Reached)> _waiting = [];
    private Instant _now = start;

    /// <summary>The instant it shows.</summary>
    /// <returns>The instant last set, or reached by advancing.</returns>
    public Instant GetCurrentInstant()
    {
        lock (_gate)
        {
            return _now;
        }
    }

    /// <summary>Shows another instant: a later one, or an earlier one as a machine's clock may when it is corrected.</summary>
    /// <param name="now">The instant.</param>
    public void Set(Instant now)
    {
        lock (_gate)
        {
            _now = now;
            Wake();
        }
    }

    /// <summary>Moves on by a duration; back, where it is negative.</summary>
    /// <param name="duration">How far.</param>
    public void Advance(Duration duration)
    {
        lock (_gate)
        {
            _now += duration;
            Wake();
        }
    }

    /// <inheritdoc/>
    public async Task WaitUntilAsync(Instant instant, CancellationToken cancellationToken)
    {
        TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (_now >= instant)
            {
                return;
            }

            _waiting.Add((instant, reached));
        }

        try
        {
            await reached.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            lock (_gate)
            {
                _waiting.RemoveAll(w => w.Reached == reached);
            }
        }
    }

    private void Wake()
    {
        foreach ((Instant until, TaskCompletionSource reached) in _waiting)
        {
            if (until <= _now)
            {
                reached.TrySetResult();
            }
        }
    }
}
