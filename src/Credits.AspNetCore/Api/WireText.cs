using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;
using NodaTime.Text;

namespace Credits.AspNetCore.Api;

/// <summary>Instants and durations as JSON and query strings write them: ISO-8601, in UTC, to the microsecond.</summary>
internal static partial class WireText
{
    /// <summary>Longer than any credit lives, and short enough for instants that differ by it.</summary>
    private const long MostSeconds = 10_000L * 366 * 86_400;

    private static readonly InstantPattern Reading = InstantPattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm':'ss;FFFFFF'Z'");
    private static readonly PeriodPattern Writing = PeriodPattern.NormalizingIso;

    public static string Of(Instant instant) => InstantPattern.ExtendedIso.Format(instant);

    public static string Of(Duration duration) => Writing.Format(Period.FromTicks(duration.BclCompatibleTicks));

    public static bool TryParse(string? text, out Instant instant)
    {
        ParseResult<Instant> result = Reading.Parse(text ?? "");
        return result.TryGetValue(default, out instant);
    }

    /// <summary>Days of 24 hours, hours, minutes and seconds; more than 0.</summary>
    public static bool TryParse(string? text, out Duration duration)
    {
        duration = default;
        Match match = DurationPattern().Match(text ?? "");
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
    private static partial Regex DurationPattern();
}
