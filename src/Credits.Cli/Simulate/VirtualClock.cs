using NodaTime;

namespace Credits.Cli.Simulate;

/// <summary>Time as the commands have it.</summary>
internal sealed class VirtualClock : IClock
{
    private Instant _now = NodaConstants.UnixEpoch;

    public void Set(Instant now) => _now = now;

    public Instant GetCurrentInstant() => _now;
}
