using NodaTime;

namespace Credits.Domain;

/// <summary>Where each usage window of a wallet begins and ends around an instant; looked up in the calendar only when one is left.</summary>
internal sealed class UsageWindows(DateTimeZone zone)
{
    public const int Count = 6;

    /// <summary>No window starts then.</summary>
    public const long Unknown = long.MaxValue;

    private static readonly Instant Never = Instant.MaxValue;
    private static readonly LocalDate AnyMonday = new(2001, 1, 1);

    private readonly Instant[] _starts = new Instant[Count];
    private long[] _startTicks = [.. Enumerable.Repeat(Unknown, Count)];
    private readonly Instant[] _ends = new Instant[Count];
    private Instant _from = Instant.MaxValue;
    private Instant _until = Instant.MinValue;
    private LocalDate? _anchor;
    private int _day;

    /// <summary>The date from which anniversary months count; without one, anniversaries are as calendar months.</summary>
    public LocalDate? Anchor
    {
        get => _anchor;
        set
        {
            _anchor = value;
            _until = Instant.MinValue;
        }
    }

    public static UsageWindow? Of(LimitWindow window, PlanPeriod? plan) => window switch
    {
        LimitWindow.Day => UsageWindow.Day,
        LimitWindow.Week => UsageWindow.Week,
        LimitWindow.Month => UsageWindow.Month,
        LimitWindow.Lifetime => UsageWindow.Lifetime,
        _ => plan switch
        {
            null => null,
            PlanPeriod.Day => UsageWindow.Day,
            PlanPeriod.Week => UsageWindow.Week,
            PlanPeriod.CalendarMonth => UsageWindow.Month,
            PlanPeriod.Year => UsageWindow.Year,
            _ => UsageWindow.Anniversary,
        },
    };

    /// <summary>Brings the windows to those that contain an instant.</summary>
    public void MoveTo(Instant at)
    {
        if (at < _from || at >= _until)
        {
            Recompute(at);
        }
    }

    /// <summary>The local date of the instant moved to last, in days since the Unix epoch.</summary>
    public int Day => _day;

    /// <summary>The local date of an instant, in days since the Unix epoch.</summary>
    public int DayOf(Instant at) => at >= _from && at < _until ? _day : WalletCalendar.DayOf(at, zone);

    /// <summary>The starts as ticks of the Unix epoch, in the order of <see cref="UsageWindow"/>. While no window is left it is the same array, which never changes: comparing starts is most of what counting costs.</summary>
    public long[] StartTicks => _startTicks;

    public Instant Start(UsageWindow window) => _starts[(int)window];

    public Instant End(UsageWindow window) => _ends[(int)window];

    private void Recompute(Instant at)
    {
        Set(UsageWindow.Day, PlanPeriod.Day);
        Set(UsageWindow.Week, PlanPeriod.Week);
        Set(UsageWindow.Month, PlanPeriod.CalendarMonth);
        Set(UsageWindow.Year, PlanPeriod.Year);
        Set(UsageWindow.Anniversary, PlanPeriod.AnniversaryMonth);
        _starts[(int)UsageWindow.Lifetime] = Instant.MinValue;
        _ends[(int)UsageWindow.Lifetime] = Never;
        _startTicks = Array.ConvertAll(_starts, static s => s.ToUnixTimeTicks());

        // The local date may change within a day's window, where clocks go back over midnight: until then and no longer the date is known.
        (Instant dateFrom, Instant dateUntil) = WalletCalendar.SameDateAround(at, zone);
        _day = WalletCalendar.DayOf(at, zone);
        _from = Instant.Max(_starts.Max(), dateFrom);
        _until = Instant.Min(_ends.Min(), dateUntil);

        void Set(UsageWindow window, PlanPeriod period) =>
            (_starts[(int)window], _ends[(int)window]) = WalletCalendar.PeriodAt(at, period, _anchor ?? AnyMonday, zone);
    }
}
