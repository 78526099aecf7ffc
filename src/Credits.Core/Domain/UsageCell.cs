using NodaTime;

namespace Credits.Domain;

/// <summary>
/// What was used, net of what came back, in the current window of each kind. A window that has passed is known by its start and
/// counts as 0. Sums are wider than an amount, because a lifetime may be.
/// </summary>
internal sealed class UsageCell
{
    private readonly Instant[] _starts = new Instant[UsageWindows.Count];
    private readonly Int128[] _used = new Int128[UsageWindows.Count];

    public UsageCell() => Array.Fill(_starts, Instant.MaxValue);

    public CreditAmount this[UsageWindow window, UsageWindows windows]
    {
        get
        {
            if (_starts[(int)window] != windows.Start(window))
            {
                return CreditAmount.Zero;
            }

            Int128 used = _used[(int)window];
            return used > long.MaxValue ? CreditAmount.MaxValue : CreditAmount.FromMicro((long)used);
        }
    }

    /// <summary>Counts usage in the windows of now.</summary>
    public void Add(CreditAmount amount, UsageWindows windows)
    {
        for (int i = 0; i < UsageWindows.Count; i++)
        {
            Instant start = windows.Start((UsageWindow)i);
            if (_starts[i] != start)
            {
                _starts[i] = start;
                _used[i] = 0;
            }

            _used[i] += amount.Micro;
        }
    }

    /// <summary>Takes back usage from the windows in which its debit was made, where they are the cell's still.</summary>
    public void TakeBack(CreditAmount amount, Instant debitedAt)
    {
        for (int i = 0; i < UsageWindows.Count; i++)
        {
            if (_starts[i] <= debitedAt)
            {
                _used[i] -= amount.Micro;
            }
        }
    }

    /// <summary>A wallet that begins to have a plan counts its anniversaries from the start of that day.</summary>
    public void StartAnniversary(UsageWindows windows)
    {
        Int128 today = _starts[(int)UsageWindow.Day] == windows.Start(UsageWindow.Day) ? _used[(int)UsageWindow.Day] : 0;
        _starts[(int)UsageWindow.Anniversary] = windows.Start(UsageWindow.Anniversary);
        _used[(int)UsageWindow.Anniversary] = today;
    }

    /// <summary>Adds another cell's counts, window by window; of two starts the later counts.</summary>
    public void Merge(UsageCell other)
    {
        for (int i = 0; i < UsageWindows.Count; i++)
        {
            if (other._starts[i] == Instant.MaxValue || (_starts[i] != Instant.MaxValue && other._starts[i] < _starts[i]))
            {
                continue;
            }

            if (_starts[i] != other._starts[i])
            {
                _starts[i] = other._starts[i];
                _used[i] = 0;
            }

            _used[i] += other._used[i];
        }
    }

    public (Instant Start, Int128 Used) Read(UsageWindow window) => (_starts[(int)window], _used[(int)window]);

    public void Restore(UsageWindow window, Instant start, Int128 used)
    {
        _starts[(int)window] = start;
        _used[(int)window] = used;
    }
}
