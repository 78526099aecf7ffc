using NodaTime;

namespace Credits.Benchmarks.Load;

/// <summary>The machine's clock, so much ahead as it was told.</summary>
internal sealed class OffsetClock : IClock
{
    private long _aheadTicks;

    public Instant GetCurrentInstant() => SystemClock.Instance.GetCurrentInstant() + Duration.FromTicks(Volatile.Read(ref _aheadTicks));

    public void Advance(Duration duration) => Interlocked.Add(ref _aheadTicks, duration.BclCompatibleTicks);
}
