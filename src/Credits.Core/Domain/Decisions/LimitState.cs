using NodaTime;

namespace Credits.Domain;

/// <summary>Where a limit stands for one debit.</summary>
internal readonly record struct LimitState(
    LimitPolicy Policy,
    UsageWindow Window,
    string? User,
    string? Feature,
    CreditAmount Usage,
    Instant? Start,
    Instant? End,
    CreditAmount Threshold)
{
    /// <summary>A threshold in credits: the percentage first, then the raise by purchases; null where it rests. Semantics, section 12.</summary>
    public CreditAmount? InForce(LimitThreshold threshold, Wallet wallet)
    {
        if (threshold.InCredits(wallet.Subscription?.Plan.Allowance) is not { } credits)
        {
            return null;
        }

        if (!Policy.IsRaisedByPurchases)
        {
            return credits;
        }

        CreditAmount purchased = wallet.Usage.Purchases[Window, wallet.Windows];
        return purchased > CreditAmount.MaxValue - credits ? CreditAmount.MaxValue : credits + purchased;
    }
}
