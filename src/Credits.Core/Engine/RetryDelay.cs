namespace Credits.Engine;

/// <summary>How long a failed notice waits: twice as long each time, up to a limit, and a little off so that those who failed together part.</summary>
internal static class RetryDelay
{
    /// <summary>The delay after so many failures.</summary>
    /// <param name="attempts">How many, 1 or more.</param>
    /// <param name="options">What the host wants.</param>
    /// <param name="chance">0 to 1, at random.</param>
    public static TimeSpan After(int attempts, CreditsOptions options, double chance)
    {
        double seconds = Math.Min(options.NoticeRetryDelay.TotalSeconds * Math.Pow(2, attempts - 1), options.NoticeLongestRetryDelay.TotalSeconds);
        return TimeSpan.FromSeconds(seconds * (1 + (options.NoticeRetryJitterPercent / 100.0 * ((2 * chance) - 1))));
    }
}
