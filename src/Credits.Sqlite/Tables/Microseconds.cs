using NodaTime;

namespace Credits.Sqlite.Tables;

/// <summary>
/// Instants as the tables keep them: whole microseconds since 1970, as in the journal. Those of wallets are whole already; those of
/// callers, between which wallets' are looked for, are rounded to the side on which they mean the same.
/// </summary>
internal static class Microseconds
{
    private const long TicksInOne = 10;

    public static long Floor(Instant at)
    {
        long ticks = at.ToUnixTimeTicks();
        long rest = ticks % TicksInOne;
        return (ticks - (rest < 0 ? rest + TicksInOne : rest)) / TicksInOne;
    }

    public static long Ceiling(Instant at)
    {
        long floor = Floor(at);
        return Instant.FromUnixTimeTicks(floor * TicksInOne) < at ? floor + 1 : floor;
    }
}
