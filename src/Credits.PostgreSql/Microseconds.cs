using NodaTime;

namespace Credits.PostgreSql;

/// <summary>Instants as the tables have them: whole microseconds since 1970, as in the journal.</summary>
internal static class Microseconds
{
    /// <summary>Stands for <see cref="Instant.MaxValue"/>, as in docs/journal-format.md.</summary>
    private const long EndOfTime = 253_402_300_800_000_000;

    private const long TicksInOne = 10;

    /// <summary>The last whole microsecond not after an instant: for "until then".</summary>
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

    /// <summary>The first whole microsecond not before an instant: for "from then on" and "before".</summary>
    public static long Ceiling(Instant at)
    {
        long floor = Floor(at);
        return at == Instant.MaxValue || Instant.FromUnixTimeTicks(floor * TicksInOne) == at ? floor : floor + 1;
    }
}
