using NodaTime;

namespace Credits.Notifications;

/// <summary>
/// Something that happened to a wallet and that somebody should hear of. Committed with what caused it and delivered at least
/// once: use <see cref="Id"/> to drop duplicates. Immutable. Semantics, section 8.
/// </summary>
/// <param name="Number">Counts the wallet's notices from 1.</param>
/// <param name="Wallet">The wallet.</param>
/// <param name="At">When it happened.</param>
public abstract record Notice(long Number, WalletId Wallet, Instant At)
{
    /// <summary>What it tells.</summary>
    public abstract NoticeKind Kind { get; }

    /// <summary>
    /// The id of who did what caused it, for a refused debit whoever asked for it; <c>system</c> for what fell due. Taken from the
    /// journal's entry, hence no field of the notice there.
    /// </summary>
    public string ActorId { get; init; } = Actor.System.Id;

    /// <summary>The name of who did what caused it.</summary>
    public string ActorName { get; init; } = Actor.System.Name;

    /// <summary>Stable and unique: the wallet's id, a colon, and <see cref="Number"/>.</summary>
    public string Id => FormattableString.Invariant($"{Wallet.Value}:{Number}");
}
