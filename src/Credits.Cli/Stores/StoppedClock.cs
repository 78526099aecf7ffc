using NodaTime;

namespace Credits.Cli.Stores;

/// <summary>One instant for all that a command does. At <see cref="Instant.MinValue"/> every wallet stays at its last instant, and nothing falls due.</summary>
internal sealed class StoppedClock(Instant at) : IClock
{
    public Instant GetCurrentInstant() => at;
}
