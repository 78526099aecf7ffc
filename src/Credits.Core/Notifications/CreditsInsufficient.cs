using NodaTime;

namespace Credits.Notifications;

/// <summary>A feature's debit was refused because too little was available; told once until credits are granted.</summary>
/// <param name="Number">Counts the wallet's notices from 1.</param>
/// <param name="Wallet">The wallet.</param>
/// <param name="At">When it happened.</param>
/// <param name="Available">What was available.</param>
/// <param name="Requested">What was asked for; of a capture, the extra.</param>
public sealed record CreditsInsufficient(long Number, WalletId Wallet, Instant At, CreditAmount Available, CreditAmount Requested) : Notice(Number, Wallet, At)
{
    /// <inheritdoc/>
    public override NoticeKind Kind => NoticeKind.CreditsInsufficient;
}
