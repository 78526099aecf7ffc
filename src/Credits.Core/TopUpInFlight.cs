using NodaTime;

namespace Credits;

/// <summary>A purchase that was started and of which it is not known yet what became of it. Immutable.</summary>
/// <param name="Attempt">The attempt's id, unique among all wallets.</param>
/// <param name="Amount">How many credits it buys.</param>
/// <param name="StartedAt">When it was started.</param>
/// <param name="NextAskAt">When the provider is asked about it again, unless it is settled before.</param>
public sealed record TopUpInFlight(string Attempt, CreditAmount Amount, Instant StartedAt, Instant NextAskAt);
