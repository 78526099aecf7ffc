using Credits.Journal;

namespace Credits.Domain;

/// <summary>An attempt was paid for; the grant is issued in the same entry.</summary>
internal sealed class TopUpCompleted(string attempt, CreditAmount amount) : TopUpEvent(attempt, amount)
{
    public override void Apply(Wallet wallet, JournalEntry entry) => wallet.TopUps!.Complete(wallet, Attempt, Amount, entry.At);
}
