using NodaTime;

namespace Credits.Domain;

/// <summary>Instants are kept to the microsecond. Semantics, section 2.</summary>
internal static class Precision
{
    private const int TicksEach = 10;

    public static Instant Floor(Instant at)
    {
        long ticks = at.ToUnixTimeTicks();
        long over = ticks % TicksEach;
        return Instant.FromUnixTimeTicks(ticks - (over < 0 ? over + TicksEach : over));
    }

    public static Instant? Require(Instant? at, string field) =>
        at is null || Floor(at.Value) == at
            ? at
            : throw new InvalidFieldException(field, at.Value.ToString("uuuu-MM-dd'T'HH:mm:ss.fffffffff'Z'", null), "instants are kept to the microsecond");

    public static Duration Require(Duration duration, string field) =>
        duration.SubsecondNanoseconds % 1_000 == 0
            ? duration
            : throw new InvalidFieldException(field, duration.ToString(), "durations are kept to the microsecond");
}
