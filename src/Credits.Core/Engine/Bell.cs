using NodaTime;

namespace Credits.Engine;

/// <summary>Wakes who waits for work. One ring stands for any number of them, and one that nobody waits for is not lost. Safe for concurrent use.</summary>
internal sealed class Bell
{
    private TaskCompletionSource _rung = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Ring() => Volatile.Read(ref _rung).TrySetResult();

    /// <summary>Waits for a ring, or until an instant by the clock, or for the end; throws nothing. For one waiter at a time.</summary>
    /// <returns>Whether it was rung.</returns>
    public async ValueTask<bool> WaitAsync(IClock clock, Instant until, CancellationToken cancellationToken)
    {
        TaskCompletionSource rung = Volatile.Read(ref _rung);
        if (!rung.Task.IsCompleted)
        {
            using CancellationTokenSource ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            Task time = clock.WaitUntilAsync(until, ended.Token);
            await Task.WhenAny(rung.Task, time).ConfigureAwait(false);
            await ended.CancelAsync().ConfigureAwait(false);
            await time.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        if (!rung.Task.IsCompleted)
        {
            return false;
        }

        // Taken down before anything is looked at: what rang until now is seen by the look that follows, what comes later rings anew.
        Volatile.Write(ref _rung, new(TaskCreationOptions.RunContinuationsAsynchronously));
        return true;
    }
}
