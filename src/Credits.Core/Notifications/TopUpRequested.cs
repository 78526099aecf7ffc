using NodaTime;

namespace Credits.Notifications;

/// <summary>
/// An automatic purchase was started, or the provider is to be asked about it again. A registered <see cref="TopUps.ITopUpProvider"/> is asked
/// because of it; to other notifiers it is for information.
/// </summary>
/// <param name="Number">Counts the wallet's notices from 1.</param>
/// <param name="Wallet">The wallet.</param>
/// <param name="At">When it happened.</param>
/// <param name="Attempt">The attempt's id; the same each time it is asked about.</param>
/// <param name="Amount">How many credits are to be bought.</param>
/// <param name="StartedAt">When the attempt was started: the notice's own instant the first time, before it later on.</param>
public sealed record TopUpRequested(long Number, WalletId Wallet, Instant At, string Attempt, CreditAmount Amount, Instant StartedAt) : Notice(Number, Wallet, At)
{
    /// <inheritdoc/>
    public override NoticeKind Kind => NoticeKind.TopUpRequested;
}
