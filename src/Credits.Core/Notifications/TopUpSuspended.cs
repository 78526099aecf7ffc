using NodaTime;

namespace Credits.Notifications;

/// <summary>So many automatic purchases failed in a row that no more are started until somebody resumes.</summary>
/// <param name="Number">Counts the wallet's notices from 1.</param>
/// <param name="Wallet">The wallet.</param>
/// <param name="At">When it happened.</param>
/// <param name="Attempt">The attempt that failed last.</param>
/// <param name="Failures">How many failed in a row.</param>
/// <param name="Reason">Why the last one failed, as the provider said; null where it did not.</param>
public sealed record TopUpSuspended(long Number, WalletId Wallet, Instant At, string Attempt, int Failures, string? Reason) : Notice(Number, Wallet, At)
{
    /// <inheritdoc/>
    public override NoticeKind Kind => NoticeKind.TopUpSuspended;
}
