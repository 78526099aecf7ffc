using NodaTime;

namespace Credits.Notifications;

/// <summary>Usage reached a soft or hard threshold, or a hard one refused a debit. Semantics, section 7.</summary>
/// <param name="Number">Counts the wallet's notices from 1.</param>
/// <param name="Wallet">The wallet.</param>
/// <param name="At">When it happened.</param>
/// <param name="IsHard">Whether the threshold is the hard one.</param>
/// <param name="Policy">The policy's id.</param>
/// <param name="User">Whose usage it is, in a policy for each user separately; otherwise null.</param>
/// <param name="Feature">Which feature's usage it is, in a policy for each feature separately; otherwise null.</param>
/// <param name="Threshold">The threshold in force, in credits.</param>
/// <param name="Usage">Usage in the window when it happened.</param>
/// <param name="Window">The policy's window.</param>
/// <param name="WindowStart">When the window began; null for a lifetime.</param>
/// <param name="WindowEnd">When the window ends and usage starts at 0 again; null for a lifetime.</param>
public sealed record LimitReached(
    long Number,
    WalletId Wallet,
    Instant At,
    bool IsHard,
    string Policy,
    string? User,
    string? Feature,
    CreditAmount Threshold,
    CreditAmount Usage,
    LimitWindow Window,
    Instant? WindowStart,
    Instant? WindowEnd) : Notice(Number, Wallet, At)
{
    /// <inheritdoc/>
    public override NoticeKind Kind => IsHard ? NoticeKind.HardLimitReached : NoticeKind.SoftLimitReached;
}
