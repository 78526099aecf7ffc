using NodaTime;
using NodaTime.Text;

namespace Credits.AspNetCore.Api;

/// <summary>Instants and durations as JSON and query strings write them: ISO-8601, in UTC, to the microsecond. Durations are read by <see cref="Shared.DurationText"/>.</summary>
internal static class WireText
{
    private static readonly InstantPattern Reading = InstantPattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm':'ss;FFFFFF'Z'");
    private static readonly PeriodPattern Writing = PeriodPattern.NormalizingIso;

    public static string Of(Instant instant) => InstantPattern.ExtendedIso.Format(instant);

    public static string Of(Duration duration) => Writing.Format(Period.FromTicks(duration.BclCompatibleTicks));

    public static bool TryParse(string? text, out Instant instant)
    {
        ParseResult<Instant> result = Reading.Parse(text ?? "");
        return result.TryGetValue(default, out instant);
    }
}
