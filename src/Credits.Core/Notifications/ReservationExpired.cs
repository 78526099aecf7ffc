using NodaTime;

namespace Credits.Notifications;

/// <summary>A reservation ran out unresolved and its credits came back.</summary>
/// <param name="Number">Counts the wallet's notices from 1.</param>
/// <param name="Wallet">The wallet.</param>
/// <param name="At">When it happened.</param>
/// <param name="Reservation">The reservation's id.</param>
/// <param name="Amount">What came back.</param>
public sealed record ReservationExpired(long Number, WalletId Wallet, Instant At, string Reservation, CreditAmount Amount) : Notice(Number, Wallet, At)
{
    /// <inheritdoc/>
    public override NoticeKind Kind => NoticeKind.ReservationExpired;
}
