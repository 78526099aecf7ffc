using NodaTime;

namespace Credits.Journal;

/// <summary>Instants and durations as whole microseconds, exactly: an instant since the Unix epoch. Semantics, section 2.</summary>
internal static class UnixMicroseconds
{
    /// <summary>The microsecond after the last one of <see cref="Instant"/> stands for <see cref="Instant.MaxValue"/>, which is none.</summary>
    private const long EndOfTime = 253_402_300_800_000_000;

    private const long TicksInOne = NodaConstants.TicksPerMillisecond / 1_000;
    private const long NanosecondsInOne = NodaConstants.NanosecondsPerMillisecond / 1_000;

    public static long Of(Instant at)
    {
        if (at == Instant.MaxValue)
        {
            return EndOfTime;
        }

        long ticks = at.ToUnixTimeTicks();
        return ticks % TicksInOne == 0 && Instant.FromUnixTimeTicks(ticks) == at
            ? ticks / TicksInOne
            : throw new InvalidOperationException($"{at:uuuu-MM-ddTHH:mm:ss.fffffffff}Z is not a whole microsecond; a journal could not give it back.");
    }

    public static Instant ToInstant(long microseconds) =>
        microseconds == EndOfTime ? Instant.MaxValue : Instant.FromUnixTimeTicks(checked(microseconds * TicksInOne));

    public static long Of(Duration duration)
    {
        Int128 nanoseconds = duration.ToInt128Nanoseconds();
        return nanoseconds % NanosecondsInOne == 0
            ? (long)(nanoseconds / NanosecondsInOne)
            : throw new InvalidOperationException($"{duration} is not a whole number of microseconds; a journal could not give it back.");
    }

    public static Duration ToDuration(long microseconds) => Duration.FromNanoseconds((Int128)microseconds * NanosecondsInOne);
}
