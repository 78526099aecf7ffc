using Credits.Notifications;

namespace Credits.Testing;

/// <summary>
/// Writes down what is delivered to it, and fails where a test wants it to. A notice that comes again is written down again:
/// delivery is at least once, and a test may want to see that. Safe for concurrent use.
/// </summary>
public sealed class RecordingNotifier : INotifier
{
    private readonly Lock _gate = new();
    private readonly List<Notice> _delivered = [];
    private readonly List<(int Count, TaskCompletionSource Reached)> _waiting = [];
    private int _failing;
    private int _failed;

    /// <summary>What was delivered so far, in order; a copy.</summary>
    public IReadOnlyList<Notice> Notices
    {
        get
        {
            lock (_gate)
            {
                return [.. _delivered];
            }
        }
    }

    /// <summary>How many deliveries failed because <see cref="FailNext"/> asked for it.</summary>
    public int Failed
    {
        get
        {
            lock (_gate)
            {
                return _failed;
            }
        }
    }

    /// <summary>Lets the next deliveries fail with an <see cref="InvalidOperationException"/>; they are not written down.</summary>
    /// <param name="deliveries">How many, in place of what was asked before; 0 for none.</param>
    public void FailNext(int deliveries)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(deliveries);
        lock (_gate)
        {
            _failing = deliveries;
        }
    }

    /// <inheritdoc/>
    public ValueTask NotifyAsync(Notice notice, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(notice);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            if (_failing > 0)
            {
                _failing--;
                _failed++;
                return ValueTask.FromException(new InvalidOperationException($"The test wanted the delivery of notice '{notice.Id}' to fail."));
            }

            _delivered.Add(notice);
            _waiting.RemoveAll(w => w.Count <= _delivered.Count && w.Reached.TrySetResult());
            return ValueTask.CompletedTask;
        }
    }

    /// <summary>Waits until so many deliveries are written down.</summary>
    /// <param name="count">How many, in all.</param>
    /// <param name="timeout">How long to wait at most, in real time.</param>
    /// <returns>What was delivered so far: at least <paramref name="count"/> notices.</returns>
    /// <exception cref="TimeoutException">There were fewer in that time; the message says how many, and of which kinds.</exception>
    public async Task<IReadOnlyList<Notice>> WaitForAsync(int count, TimeSpan timeout)
    {
        TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (_delivered.Count >= count)
            {
                return [.. _delivered];
            }

            _waiting.Add((count, reached));
        }

        try
        {
            await reached.Task.WaitAsync(timeout).ConfigureAwait(false);
        }
        catch (TimeoutException timeOut)
        {
            IReadOnlyList<Notice> delivered = Notices;
            throw new TimeoutException(
                $"Expected {count} notices within {timeout}, but {delivered.Count} came: {string.Join(", ", delivered.Select(n => n.Kind))}.",
                timeOut);
        }

        return Notices;
    }

    /// <summary>Forgets what was delivered.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _delivered.Clear();
        }
    }
}
