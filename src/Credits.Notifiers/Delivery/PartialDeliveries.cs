namespace Credits.Notifiers;

/// <summary>
/// Who has a notice already that failed for others: so the next attempt of this process does not send it to him again. Remembers a bounded
/// number of notices, and nothing beyond this process; whoever gets one twice sees it by its id. Thread-safe.
/// </summary>
internal sealed class PartialDeliveries
{
    private const int MostNotices = 10_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, HashSet<string>> _reached = [];
    private readonly Queue<string> _order = [];

    public bool HasReached(string notice, string recipient)
    {
        lock (_gate)
        {
            return _reached.TryGetValue(notice, out HashSet<string>? recipients) && recipients.Contains(recipient);
        }
    }

    /// <summary>Keeps who was reached while others were not.</summary>
    public void Keep(string notice, IEnumerable<string> reached)
    {
        lock (_gate)
        {
            if (!_reached.TryGetValue(notice, out HashSet<string>? recipients))
            {
                _reached.Add(notice, recipients = []);
                _order.Enqueue(notice);
                while (_order.Count > MostNotices)
                {
                    _reached.Remove(_order.Dequeue());
                }
            }

            recipients.UnionWith(reached);
        }
    }

    /// <summary>The notice is done with. Its place in the order is left behind and goes with the oldest.</summary>
    public void Forget(string notice)
    {
        lock (_gate)
        {
            _reached.Remove(notice);
        }
    }

    /// <summary>One failure stands for itself; several become one that names them all.</summary>
    public static void ThrowIfAny(IReadOnlyList<NoticeDeliveryException> failures)
    {
        if (failures.Count == 1)
        {
            throw failures[0];
        }

        if (failures.Count > 1)
        {
            throw new NoticeDeliveryException($"{failures.Count} deliveries failed: {string.Join(" ", failures.Select(f => f.Message))}", new AggregateException(failures))
            {
                IsPermanent = failures.All(f => f.IsPermanent),
                RetryAfter = failures.Max(f => f.RetryAfter),
            };
        }
    }
}
