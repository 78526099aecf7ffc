using NodaTime;

namespace Credits.Storage;

/// <summary>When something falls due in which wallet. Safe for concurrent use.</summary>
internal sealed class InMemoryDue
{
    private readonly Lock _gate = new();
    private readonly SortedSet<(Instant Due, WalletId Wallet)> _order = [];
    private readonly Dictionary<WalletId, Instant> _due = [];
    private readonly HashSet<WalletId> _leased = [];
    private volatile bool _hasLeases;

    /// <summary>Whether any wallet is due when a lease said, not a commit.</summary>
    public bool HasLeases => _hasLeases;

    public void Set(WalletId wallet, Instant? due)
    {
        lock (_gate)
        {
            Replace(wallet, due);
            _leased.Remove(wallet);
            _hasLeases = _leased.Count > 0;
        }
    }

    public IReadOnlyList<DueWallet> Find(Instant until, int limit)
    {
        lock (_gate)
        {
            return [.. _order.TakeWhile(d => d.Due <= until).Take(limit).Select(d => new DueWallet(d.Wallet, d.Due))];
        }
    }

    public IReadOnlyList<WalletId> Lease(Instant now, Instant until, int limit)
    {
        lock (_gate)
        {
            WalletId[] leased = [.. _order.TakeWhile(d => d.Due <= now).Take(limit).Select(d => d.Wallet)];
            foreach (WalletId wallet in leased)
            {
                Replace(wallet, until);
                _leased.Add(wallet);
            }

            _hasLeases = _leased.Count > 0;
            return leased;
        }
    }

    private void Replace(WalletId wallet, Instant? due)
    {
        if (_due.Remove(wallet, out Instant before))
        {
            _order.Remove((before, wallet));
        }

        if (due is { } instant)
        {
            _due.Add(wallet, instant);
            _order.Add((instant, wallet));
        }
    }
}
