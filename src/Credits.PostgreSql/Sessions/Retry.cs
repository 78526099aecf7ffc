using System.Diagnostics;
using System.Runtime.CompilerServices;
using Credits.Storage;

namespace Credits.PostgreSql;

/// <summary>Tries again what failed for something that passes, for a bounded time.</summary>
internal sealed class Retry(TableNames tables, TimeSpan retryFor)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    /// <summary>Does something that can be done again.</summary>
    /// <param name="workAsync">Is told what is known of the attempts before: <see cref="CommandFate.Unknown"/> once any may have been written.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="StoreException">It failed for something that does not pass, or for too long.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<T> RunAsync<T>(Func<CommandFate, ValueTask<T>> workAsync, CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        TimeSpan pause = FirstPause;
        CommandFate fate = CommandFate.NotApplied;
        while (true)
        {
            try
            {
                return await workAsync(fate).ConfigureAwait(false);
            }
            catch (Exception error) when (Failure.IsDrivers(error))
            {
                Failure failure = Failure.Of(error, tables);
                fate = failure.Fate == CommandFate.Unknown ? CommandFate.Unknown : fate;
                if (!failure.IsTransient || Stopwatch.GetElapsedTime(start) + pause > retryFor)
                {
                    throw new StoreException(fate, failure.Message, error);
                }
            }

            // Half of it at random, so that many who failed together do not come back together.
            await Task.Delay(pause * (0.5 + (0.5 * Random.Shared.NextDouble())), cancellationToken).ConfigureAwait(false);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }
}
