using NodaTime;

namespace Credits.Domain;

/// <summary>
/// What was used, net of what came back, in the current window of each kind. A window that has passed is known by its start and
/// counts as 0. Sums are wider than an amount, because a lifetime may be.
/// </summary>
internal sealed class UsageCell
{
    /// <summary>Starts as ticks of the Unix epoch: comparing them is most of what counting costs.</summary>
    private readonly long[] _starts = new long[UsageWindows.Count];
    private readonly Int128[] _used = new Int128[UsageWindows.Count];

    public UsageCell() => Array.Fill(_starts, UsageWindows.Unknown);

    public CreditAmount this[UsageWindow window, UsageWindows windows]
    {
        get
        {
            if (_starts[(int)window] != windows.StartTicks[(int)window])
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
        ReadOnlySpan<long> starts = windows.StartTicks;
        for (int i = 0; i < starts.Length; i++)
        {
            if (_starts[i] != starts[i])
            {
                _starts[i] = starts[i];
                _used[i] = 0;
            }

            _used[i] += amount.Micro;
        }
    }

    /// <summary>Takes back usage from the windows in which its debit was made, where they are the cell's still.</summary>
    public void TakeBack(CreditAmount amount, Instant debitedAt)
    {
        long debitedTicks = debitedAt.ToUnixTimeTicks();
        for (int i = 0; i < UsageWindows.Count; i++)
        {
            if (_starts[i] <= debitedTicks)
            {
                _used[i] -= amount.Micro;
            }
        }
    }

    /// <summary>A wallet that begins to have a plan counts its anniversaries from the start of that day.</summary>
    public void StartAnniversary(UsageWindows windows)
    {
        Int128 today = _starts[(int)UsageWindow.Day] == windows.StartTicks[(int)UsageWindow.Day] ? _used[(int)UsageWindow.Day] : 0;
        _starts[(int)UsageWindow.Anniversary] = windows.StartTicks[(int)UsageWindow.Anniversary];
        _used[(int)UsageWindow.Anniversary] = today;
    }

    /// <summary>Adds another cell's counts, window by window; of two starts the later counts.</summary>
    public void Merge(UsageCell other)
    {
        for (int i = 0; i < UsageWindows.Count; i++)
        {
            if (other._starts[i] == UsageWindows.Unknown || (_starts[i] != UsageWindows.Unknown && other._starts[i] < _starts[i]))
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

    public Int128 Read(UsageWindow window, UsageWindows windows) =>
        _starts[(int)window] == windows.StartTicks[(int)window] ? _used[(int)window] : 0;

    public void Restore(UsageWindow window, UsageWindows windows, Int128 used)
    {
        _starts[(int)window] = windows.StartTicks[(int)window];
        _used[(int)window] = used;
    }
}
