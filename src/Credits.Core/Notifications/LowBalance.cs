using NodaTime;

namespace Credits.Notifications;

/// <summary>A feature's debit took the available credits below a threshold.</summary>
/// <param name="Number">Counts the wallet's notices from 1.</param>
/// <param name="Wallet">The wallet.</param>
/// <param name="At">When it happened.</param>
/// <param name="Threshold">The threshold in force, in credits.</param>
/// <param name="Available">What is available after the debit.</param>
public sealed record LowBalance(long Number, WalletId Wallet, Instant At, CreditAmount Threshold, CreditAmount Available) : Notice(Number, Wallet, At)
{
    /// <inheritdoc/>
    public override NoticeKind Kind => NoticeKind.LowBalance;
}
