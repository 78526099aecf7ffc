using NodaTime;
using NodaTime.TimeZones;

namespace Credits.Domain;

/// <summary>Days, weeks, months, years and anniversaries as instants in a wallet's time zone. Semantics, sections 2 and 4.</summary>
internal static class WalletCalendar
{
    /// <summary>Calendars end with the year 9999; the period that this instant is in does not end.</summary>
    private static readonly LocalDate Epoch = new(1970, 1, 1);
    private static readonly Instant LastBoundary = Instant.FromUtc(9998, 1, 1, 0, 0);

    /// <summary>The first instant whose local date is that day or later: midnights may be skipped, doubled, or whole days left out.</summary>
    public static Instant StartOfDay(LocalDate date, DateTimeZone zone)
    {
        var midnight = zone.MapLocal(date.AtMidnight());
        return midnight.Count == 0 ? midnight.LateInterval.Start : midnight.First().ToInstant();
    }

    public static LocalDate DateOf(Instant at, DateTimeZone zone) => at.InZone(zone).Date;

    /// <summary>The local date of an instant, in days since the Unix epoch.</summary>
    public static int DayOf(Instant at, DateTimeZone zone) => Period.DaysBetween(Epoch, DateOf(at, zone));

    public static LocalDate DateOf(int day) => Epoch.PlusDays(day);

    /// <summary>A stretch of time around an instant in which clocks show its local date throughout.</summary>
    public static (Instant From, Instant Until) SameDateAround(Instant at, DateTimeZone zone)
    {
        ZoneInterval interval = zone.GetZoneInterval(at);
        LocalDate date = at.WithOffset(interval.WallOffset).Date;
        Instant from = date.AtMidnight().WithOffset(interval.WallOffset).ToInstant();
        Instant until = Precision.Add(from, Duration.FromDays(1));
        return (
            interval.HasStart ? Instant.Max(interval.Start, from) : from,
            interval.HasEnd ? Instant.Min(interval.End, until) : until);
    }

    /// <summary>The period that contains an instant: <c>[start, end)</c>.</summary>
    public static (Instant Start, Instant End) PeriodAt(Instant at, PlanPeriod period, LocalDate anchor, DateTimeZone zone)
    {
        if (at >= LastBoundary)
        {
            return (LastBoundary, Instant.MaxValue);
        }

        LocalDate date = DateOf(at, zone);
        int number = period switch
        {
            PlanPeriod.Day => Period.DaysBetween(anchor, date),
            PlanPeriod.Week => (int)Math.Floor(Period.DaysBetween(MondayOf(anchor), date) / 7m),
            PlanPeriod.CalendarMonth or PlanPeriod.AnniversaryMonth => ((date.Year - anchor.Year) * 12) + date.Month - anchor.Month,
            _ => date.Year - anchor.Year,
        };

        // The local date may belong to the neighbouring period: anniversaries lie within months, and clocks go back over midnights.
        while (StartOf(number, period, anchor, zone) > at)
        {
            number--;
        }

        while (StartOf(number + 1, period, anchor, zone) <= at)
        {
            number++;
        }

        return (StartOf(number, period, anchor, zone), StartOf(number + 1, period, anchor, zone));
    }

    /// <summary>The end of the period that begins <paramref name="periods"/> − 1 boundaries after the boundary <paramref name="boundary"/>.</summary>
    public static Instant BoundaryAfter(Instant boundary, int periods, PlanPeriod period, LocalDate anchor, DateTimeZone zone)
    {
        Instant end = boundary;
        for (int i = 0; i < periods; i++)
        {
            end = PeriodAt(end, period, anchor, zone).End;
        }

        return end;
    }

    private static Instant StartOf(int number, PlanPeriod period, LocalDate anchor, DateTimeZone zone) => StartOfDay(
        period switch
        {
            PlanPeriod.Day => anchor.PlusDays(number),
            PlanPeriod.Week => MondayOf(anchor).PlusWeeks(number),
            PlanPeriod.CalendarMonth => new LocalDate(anchor.Year, anchor.Month, 1).PlusMonths(number),
            PlanPeriod.AnniversaryMonth => anchor.PlusMonths(number),
            _ => new LocalDate(anchor.Year + number, 1, 1),
        },
        zone);

    private static LocalDate MondayOf(LocalDate date) => date.PlusDays(1 - (int)date.DayOfWeek);
}
