using NodaTime;

namespace QuickStart;

/// <summary>A clock that the story moves, so that a month passes in a moment.</summary>
internal sealed class ManualClock(Instant start) : IClock
{
    public Instant Now { get; private set; } = start;

    public Instant GetCurrentInstant() => Now;

    public void MoveTo(int month, int day, int hour, int minute = 0) => Now = Instant.FromUtc(2026, month, day, hour, minute);

    public void Pass(Duration time) => Now += time;
}
