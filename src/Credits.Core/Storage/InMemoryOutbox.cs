using Credits.Notifications;
using NodaTime;

namespace Credits.Storage;

/// <summary>Notices waiting for delivery: of each wallet in order, leased to one deliverer at a time.</summary>
internal sealed class InMemoryOutbox
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<long, (Notice Notice, Instant LeasedUntil)> _waiting = [];
    private readonly Dictionary<Notice, long> _tickets = new(ReferenceEqualityComparer.Instance);
    private long _lastTicket;

    public void Add(IReadOnlyList<Notice> notices)
    {
        lock (_gate)
        {
            foreach (Notice notice in notices)
            {
                _waiting.Add(++_lastTicket, (notice, Instant.MinValue));
                _tickets.Add(notice, _lastTicket);
            }
        }
    }

    public IReadOnlyList<Notice> Lease(Instant now, Instant until, int limit)
    {
        lock (_gate)
        {
            HashSet<WalletId> busy = [];
            List<long> leased = [];
            foreach ((long ticket, (Notice notice, Instant leasedUntil)) in _waiting)
            {
                if (leasedUntil > now)
                {
                    busy.Add(notice.Wallet);
                }
                else if (!busy.Contains(notice.Wallet))
                {
                    leased.Add(ticket);
                    if (leased.Count == limit)
                    {
                        break;
                    }
                }
            }

            foreach (long ticket in leased)
            {
                _waiting[ticket] = (_waiting[ticket].Notice, until);
            }

            return [.. leased.Select(t => _waiting[t].Notice)];
        }
    }

    public void Acknowledge(IReadOnlyList<Notice> notices)
    {
        lock (_gate)
        {
            foreach (Notice notice in notices)
            {
                if (_tickets.Remove(notice, out long ticket))
                {
                    _waiting.Remove(ticket);
                }
            }
        }
    }

    public void Return(IReadOnlyList<Notice> notices)
    {
        lock (_gate)
        {
            foreach (Notice notice in notices)
            {
                if (_tickets.TryGetValue(notice, out long ticket))
                {
                    _waiting[ticket] = (notice, Instant.MinValue);
                }
            }
        }
    }
}
