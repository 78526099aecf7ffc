using System.Runtime.CompilerServices;
using NodaTime;

namespace Credits.Domain;

/// <summary>
/// What was used, net of what came back, in the current window of each kind. A window that has passed is known by its start and
/// counts as 0. Sums are wider than an amount, because a lifetime may be.
/// </summary>
internal sealed class UsageCell
{
    private static readonly long[] Never = [.. Enumerable.Repeat(UsageWindows.Unknown, UsageWindows.Count)];

    /// <summary>The starts of the windows counted in, as ticks of the Unix epoch. Shared with other cells and with the wallet's windows: replaced, never changed.</summary>
    private long[] _starts = Never;

    /// <summary>What was used in each window, but for the latest.</summary>
    private Sums _used;

    /// <summary>The latest usage, which counts in each window: while no window is left, one number is all that a debit changes.</summary>
    private Int128 _latest;

    public CreditAmount this[UsageWindow window, UsageWindows windows]
    {
        get
        {
            Int128 used = Read(window, windows);
            return used > long.MaxValue ? CreditAmount.MaxValue : CreditAmount.FromMicro((long)used);
        }
    }

    /// <summary>Counts usage in the windows of now.</summary>
    public void Add(CreditAmount amount, UsageWindows windows)
    {
        if (!ReferenceEquals(_starts, windows.StartTicks))
        {
            MoveTo(windows.StartTicks);
        }

        _latest += amount.Micro;
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
        Int128 today = Read(UsageWindow.Day, windows);
        Restore(UsageWindow.Anniversary, windows, today);
    }

    /// <summary>Adds another cell's counts, window by window; of two starts the later counts.</summary>
    public void Merge(UsageCell other)
    {
        Settle();
        long[] starts = [.. _starts];
        for (int i = 0; i < UsageWindows.Count; i++)
        {
            if (other._starts[i] == UsageWindows.Unknown || (starts[i] != UsageWindows.Unknown && other._starts[i] < starts[i]))
            {
                continue;
            }

            if (starts[i] != other._starts[i])
            {
                starts[i] = other._starts[i];
                _used[i] = 0;
            }

            _used[i] += other._used[i] + other._latest;
        }

        _starts = starts;
    }

    public Int128 Read(UsageWindow window, UsageWindows windows) =>
        _starts[(int)window] == windows.StartTicks[(int)window] ? _used[(int)window] + _latest : 0;

    public void Restore(UsageWindow window, UsageWindows windows, Int128 used)
    {
        Settle();
        long[] starts = [.. _starts];
        starts[(int)window] = windows.StartTicks[(int)window];
        _starts = starts;
        _used[(int)window] = used;
    }

    /// <summary>Goes on in other windows; those that are the same go on counting.</summary>
    private void MoveTo(long[] starts)
    {
        Settle();
        for (int i = 0; i < starts.Length; i++)
        {
            if (_starts[i] != starts[i])
            {
                _used[i] = 0;
            }
        }

        _starts = starts;
    }

    private void Settle()
    {
        for (int i = 0; i < UsageWindows.Count; i++)
        {
            _used[i] += _latest;
        }

        _latest = 0;
    }

    [InlineArray(UsageWindows.Count)]
    private struct Sums
    {
        private Int128 _first;
    }
}
