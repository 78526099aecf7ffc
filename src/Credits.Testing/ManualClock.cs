using NodaTime;

namespace Credits.Testing;

/// <summary>A clock that stands still until it is told to move. Safe for concurrent use.</summary>
/// <param name="start">The instant it shows first.</param>
public sealed class ManualClock(Instant start) : IClock
{
    private readonly Lock _gate = new();
    private Instant _now = start;

    /// <summary>The instant it shows.</summary>
    /// <returns>The instant last set, or reached by advancing.</returns>
    public Instant GetCurrentInstant()
    {
        lock (_gate)
        {
            return _now;
        }
    }

    /// <summary>Shows another instant: a later one, or an earlier one as a machine's clock may when it is corrected.</summary>
    /// <param name="now">The instant.</param>
    public void Set(Instant now)
    {
        lock (_gate)
        {
            _now = now;
        }
    }

    /// <summary>Moves on by a duration; back, where it is negative.</summary>
    /// <param name="duration">How far.</param>
    public void Advance(Duration duration)
    {
        lock (_gate)
        {
            _now += duration;
        }
    }
}
