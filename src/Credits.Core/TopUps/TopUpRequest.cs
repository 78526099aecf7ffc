using NodaTime;

namespace Credits.TopUps;

/// <summary>What a <see cref="ITopUpProvider"/> is asked for. Immutable.</summary>
/// <param name="Wallet">The wallet.</param>
/// <param name="Attempt">The attempt's id, unique among all wallets, 39 characters of <c>a-z</c>, <c>0-9</c> and <c>-</c>: the payment's idempotency key.</param>
/// <param name="Amount">How many credits to sell; the price of them is the host's.</param>
/// <param name="StartedAt">When the attempt was started; the same each time.</param>
public sealed record TopUpRequest(WalletId Wallet, string Attempt, CreditAmount Amount, Instant StartedAt);
