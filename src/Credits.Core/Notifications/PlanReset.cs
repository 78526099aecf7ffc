using NodaTime;

namespace Credits.Notifications;

/// <summary>A new period of the plan began.</summary>
/// <param name="Number">Counts the wallet's notices from 1.</param>
/// <param name="Wallet">The wallet.</param>
/// <param name="At">When it happened.</param>
/// <param name="Plan">The code of the plan whose period began.</param>
public sealed record PlanReset(long Number, WalletId Wallet, Instant At, string Plan) : Notice(Number, Wallet, At)
{
    /// <inheritdoc/>
    public override NoticeKind Kind => NoticeKind.PlanReset;
}
