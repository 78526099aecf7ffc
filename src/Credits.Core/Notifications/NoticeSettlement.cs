using NodaTime;

namespace Credits.Notifications;

/// <summary>What became of a lease, and when it is the wallet's turn again. Immutable.</summary>
/// <param name="Lease">The lease.</param>
/// <param name="Delivered">How many of its notices were delivered, from the first on: 0 to all of them.</param>
/// <param name="NextAttempt">From when on what still waits may be leased again.</param>
/// <param name="Failure">What went wrong with the notice after those delivered; null where nothing did, also where it was not tried.</param>
public sealed record NoticeSettlement(NoticeLease Lease, int Delivered, Instant NextAttempt, NoticeFailure? Failure = null);
