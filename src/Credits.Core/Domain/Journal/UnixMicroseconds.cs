using NodaTime;

namespace Credits.Journal;

/// <summary>
/// Instants as the journal has them and as stores may keep them: whole microseconds since 1970-01-01T00:00:00Z, negative before. Every
/// instant of an entry is one exactly; those of callers, between which entries are looked for, are rounded to the side on which they mean
/// the same. <see cref="Instant.MaxValue"/>, which stands for "never ends", has a number of its own, greater than all others. Semantics, section 2.
/// </summary>
public static class UnixMicroseconds
{
    /// <summary>The microsecond after the last one of <see cref="Instant"/> stands for <see cref="Instant.MaxValue"/>, which is none.</summary>
    private const long EndOfTime = 253_402_300_800_000_000;

    private const long TicksInOne = NodaConstants.TicksPerMillisecond / 1_000;
    private const long NanosecondsInOne = NodaConstants.NanosecondsPerMillisecond / 1_000;

    /// <summary>An instant exactly.</summary>
    /// <param name="at">A whole microsecond, or <see cref="Instant.MaxValue"/>.</param>
    /// <returns>Microseconds since 1970.</returns>
    /// <exception cref="InvalidOperationException">It lies between two microseconds.</exception>
    public static long Of(Instant at)
    {
        long floor = Floor(at);
        return ToInstant(floor) == at
            ? floor
            : throw new InvalidOperationException($"{at:uuuu-MM-ddTHH:mm:ss.fffffffff}Z is not a whole microsecond; a journal could not give it back.");
    }

    /// <summary>The last whole microsecond that is not after an instant: for "until then, and then too".</summary>
    /// <param name="at">Any instant.</param>
    /// <returns>Microseconds since 1970.</returns>
    public static long Floor(Instant at)
    {
        if (at == Instant.MaxValue)
        {
            return EndOfTime;
        }

        long ticks = at.ToUnixTimeTicks();
        long over = ticks % TicksInOne;
        return (ticks - (over < 0 ? over + TicksInOne : over)) / TicksInOne;
    }

    /// <summary>The first whole microsecond that is not before an instant: for "from then on", and for "before then".</summary>
    /// <param name="at">Any instant.</param>
    /// <returns>Microseconds since 1970.</returns>
    public static long Ceiling(Instant at)
    {
        long floor = Floor(at);
        return ToInstant(floor) < at ? floor + 1 : floor;
    }

    /// <summary>The instant of a number of microseconds.</summary>
    /// <param name="microseconds">What <see cref="Of(Instant)"/>, <see cref="Floor"/> or <see cref="Ceiling"/> gave.</param>
    /// <returns>The instant.</returns>
    /// <exception cref="OverflowException">The number is far out of any time.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The number is before or after all time.</exception>
    public static Instant ToInstant(long microseconds) =>
        microseconds == EndOfTime ? Instant.MaxValue : Instant.FromUnixTimeTicks(checked(microseconds * TicksInOne));

    internal static long Of(Duration duration)
    {
        Int128 nanoseconds = duration.ToInt128Nanoseconds();
        return nanoseconds % NanosecondsInOne == 0
            ? (long)(nanoseconds / NanosecondsInOne)
            : throw new InvalidOperationException($"{duration} is not a whole number of microseconds; a journal could not give it back.");
    }

    internal static Duration ToDuration(long microseconds) => Duration.FromNanoseconds((Int128)microseconds * NanosecondsInOne);
}
