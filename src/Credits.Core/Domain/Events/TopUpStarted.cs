using Credits.Journal;

namespace Credits.Domain;

/// <summary>Credits are to be bought; the provider is asked by the notice that goes with it.</summary>
internal sealed class TopUpStarted(string attempt, CreditAmount amount) : TopUpEvent(attempt, amount)
{
    public override bool MakesSubject => true;

    public override void Apply(Wallet wallet, JournalEntry entry) => wallet.TopUps!.Start(wallet, Attempt, Amount, entry.At);
}
