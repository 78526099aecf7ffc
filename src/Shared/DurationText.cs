using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;

namespace Credits.Shared;

/// <summary>
/// Durations as JSON and files write them, in ISO-8601: days of 24 hours, hours, minutes and seconds, these to the microsecond. Weeks, months
/// and years are no fixed time, or a way to write days, and are left out.
/// </summary>
internal static partial class DurationText
{
    /// <summary>Longer than any credit lives, and short enough for instants that differ by it.</summary>
    private const long MostSeconds = 10_000L * 366 * 86_400;

    /// <summary>Reads a duration of more than 0.</summary>
    public static bool TryParse(string? text, out Duration duration)
    {
        duration = default;
        Match match = Pattern().Match(text ?? "");
        if (!match.Success)
        {
            return false;
        }

        decimal seconds = (Number(match, "d") * 86_400) + (Number(match, "h") * 3_600) + (Number(match, "m") * 60) + Number(match, "s");
        if (seconds is <= 0 or > MostSeconds)
        {
            return false;
        }

        duration = Duration.FromTicks((long)(seconds * NodaConstants.TicksPerSecond));
        return true;
    }

    private static decimal Number(Match match, string group) =>
        match.Groups[group] is { Success: true } found ? decimal.Parse(found.ValueSpan, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(
        @"^P(?!\z)((?<d>[0-9]{1,12})D)?(T(?=[0-9])((?<h>[0-9]{1,12})H)?((?<m>[0-9]{1,12})M)?((?<s>[0-9]{1,12}(\.[0-9]{1,6})?)S)?)?\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Pattern();
}
