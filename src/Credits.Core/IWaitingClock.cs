using NodaTime;

namespace Credits;

/// <summary>
/// A clock by which one can wait. Where the registered <see cref="IClock"/> is one, the library's hosted services wait by it: so a test
/// that moves its clock wakes them, and needs no sleep. By any other clock they wait in real time. Safe for concurrent use.
/// </summary>
public interface IWaitingClock : IClock
{
    /// <summary>Waits until the clock shows an instant or a later one.</summary>
    /// <param name="instant">The instant.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>When it does.</returns>
    Task WaitUntilAsync(Instant instant, CancellationToken cancellationToken);
}
