using NodaTime;

namespace Credits.Storage;

/// <summary>A wallet in which something falls due. Immutable.</summary>
/// <param name="Wallet">The wallet.</param>
/// <param name="Due">When, as its last commit said; while somebody has leased it, when that lease ends.</param>
public readonly record struct DueWallet(WalletId Wallet, Instant Due);
