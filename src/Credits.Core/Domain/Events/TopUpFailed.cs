using Credits.Journal;

namespace Credits.Domain;

/// <summary>The attempt in flight was not paid for.</summary>
internal sealed class TopUpFailed(string attempt, CreditAmount amount, string? reason) : TopUpEvent(attempt, amount)
{
    public string? Reason { get; } = reason;

    /// <summary>Whether it was one too many in a row.</summary>
    public bool Suspends { get; init; }

    public override void Apply(Wallet wallet, JournalEntry entry) => wallet.TopUps!.Fail(Suspends, entry.At);
}
