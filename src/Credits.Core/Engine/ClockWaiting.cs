using NodaTime;

namespace Credits.Engine;

/// <summary>Waits by whatever clock there is.</summary>
internal static class ClockWaiting
{
    /// <summary>The longest that a timer is told to last; who waits for later looks again then.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <summary>Timers know milliseconds; one that ended too early would make its waiter look again and again.</summary>
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(1);

    /// <summary>Waits until an instant, or for an hour where that is sooner.</summary>
    public static Task WaitUntilAsync(this IClock clock, Instant instant, CancellationToken cancellationToken)
    {
        if (clock is IWaitingClock waiting)
        {
            return waiting.WaitUntilAsync(instant, cancellationToken);
        }

        Instant now = clock.GetCurrentInstant();
        if (instant <= now)
        {
            return Task.CompletedTask;
        }

        TimeSpan left = instant - now > Duration.FromTimeSpan(Longest) ? Longest : (instant - now).ToTimeSpan();
        return Task.Delay(left > Shortest ? left : Shortest, cancellationToken);
    }

    /// <summary>The instant so long from now; the end of time where there is none.</summary>
    public static Instant After(this IClock clock, TimeSpan time)
    {
        Instant now = clock.GetCurrentInstant();
        Duration duration = Duration.FromTimeSpan(time);
        return Instant.MaxValue - duration < now ? Instant.MaxValue : now + duration;
    }
}
