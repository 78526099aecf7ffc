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

    /// <summary>The first whole microsecond that is not before an instant.</summary>
    public static Instant Ceiling(Instant at)
    {
        Instant floor = Floor(at);
        return floor == at ? at : floor.PlusTicks(TicksEach);
    }

    /// <summary>The next microsecond.</summary>
    public static Instant After(Instant at) => at.PlusTicks(TicksEach);

    /// <summary>An instant and a time; the end of all time where they lead beyond it.</summary>
    public static Instant Add(Instant at, Duration time) => Instant.MaxValue - at > time ? at + time : Instant.MaxValue;

    public static Instant? Require(Instant? at, string field) =>
        at is null || Floor(at.Value) == at
            ? at
            : throw new InvalidFieldException(field, at.Value.ToString("uuuu-MM-dd'T'HH:mm:ss.fffffffff'Z'", null), "instants are kept to the microsecond");

    public static Duration Require(Duration duration, string field) =>
        duration.SubsecondNanoseconds % 1_000 == 0
            ? duration
            : throw new InvalidFieldException(field, duration.ToString(), "durations are kept to the microsecond");
}
