using NodaTime;

namespace Credits.Notifications;

/// <summary>A grant with credits remaining is about to expire; told once for each grant, not for plan grants.</summary>
/// <param name="Number">Counts the wallet's notices from 1.</param>
/// <param name="Wallet">The wallet.</param>
/// <param name="At">When it happened.</param>
/// <param name="Grant">The grant's id.</param>
/// <param name="Amount">What it has remaining.</param>
/// <param name="ExpiresAt">When it expires.</param>
public sealed record CreditsExpiring(long Number, WalletId Wallet, Instant At, string Grant, CreditAmount Amount, Instant ExpiresAt) : Notice(Number, Wallet, At)
{
    /// <inheritdoc/>
    public override NoticeKind Kind => NoticeKind.CreditsExpiring;
}
