using NodaTime;

namespace Credits.Notifications;

/// <summary>A feature's debit left nothing available; told once until credits are granted.</summary>
/// <param name="Number">Counts the wallet's notices from 1.</param>
/// <param name="Wallet">The wallet.</param>
/// <param name="At">When it happened.</param>
public sealed record CreditsExhausted(long Number, WalletId Wallet, Instant At) : Notice(Number, Wallet, At)
{
    /// <inheritdoc/>
    public override NoticeKind Kind => NoticeKind.CreditsExhausted;
}
