using NodaTime;

namespace Credits.Engine;

/// <summary>How long a failed notice waits: twice as long each time, up to a limit, and a little off so that those who failed together part. It is never longer than the limit.</summary>
internal static class RetryDelay
{
    /// <summary>The delay after so many failures.</summary>
    /// <param name="attempts">How many, 1 or more.</param>
    /// <param name="options">What the host wants.</param>
    /// <param name="chance">0 to 1, at random.</param>
    /// <param name="asked">How long the other side wants to be left alone; null where it did not say so.</param>
    public static TimeSpan After(int attempts, CreditsOptions options, double chance, Duration? asked = null)
    {
        double longest = options.NoticeLongestRetryDelay.TotalSeconds;
        double doubled = Math.Min(options.NoticeRetryDelay.TotalSeconds * Math.Pow(2, attempts - 1), longest);
        double jittered = doubled * (1 + (options.NoticeRetryJitterPercent / 100.0 * ((2 * chance) - 1)));

        // What goes beyond the longest is taken off it instead: cut there, half of what failed together would come again together.
        TimeSpan delay = TimeSpan.FromSeconds(jittered > longest ? (2 * longest) - jittered : jittered);

        // Not for ever because somebody says so: later notices of the wallet wait meanwhile.
        Duration wanted = Duration.Min(asked ?? Duration.Zero, Duration.FromTimeSpan(options.NoticeLongestRetryDelay));
        return wanted > Duration.FromTimeSpan(delay) ? wanted.ToTimeSpan() : delay;
    }
}
