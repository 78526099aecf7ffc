using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace Credits.DependencyInjection;

/// <summary>Durations as configuration writes them: ISO-8601 with days (24 hours), hours, minutes and seconds, or the <c>hh:mm:ss</c> of .NET.</summary>
internal static class DurationText
{
    private static readonly string[] Formats =
    [
        @"h\:mm\:ss", @"hh\:mm\:ss", @"h\:mm\:ss\.FFFFFF", @"hh\:mm\:ss\.FFFFFF", @"d\.hh\:mm\:ss", @"d\.hh\:mm\:ss\.FFFFFF",
    ];

    public static bool TryParse(string text, out Duration duration)
    {
        if (TimeSpan.TryParseExact(text, Formats, CultureInfo.InvariantCulture, out TimeSpan span))
        {
            duration = Duration.FromTimeSpan(span);
            return true;
        }

        duration = default;
        return PeriodPattern.NormalizingIso.Parse(text).TryGetValue(Period.Zero, out Period period) && TryAdd(period, out duration);
    }

    /// <summary>Years, months and weeks are no fixed lengths of time, or not of these files.</summary>
    private static bool TryAdd(Period period, out Duration duration)
    {
        duration = default;
        if (period.Years != 0 || period.Months != 0 || period.Weeks != 0)
        {
            return false;
        }

        try
        {
            duration = period.ToDuration();
            return true;
        }
        catch (OverflowException)
        {
            return false;
        }
    }
}
