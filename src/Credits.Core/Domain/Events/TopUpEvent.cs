using Credits.Journal;

namespace Credits.Domain;

/// <summary>A fact about one attempt to buy credits, which is found again by its id however long ago it was.</summary>
internal abstract class TopUpEvent(string attempt, CreditAmount amount) : JournalEvent
{
    public string Attempt { get; } = attempt;

    public CreditAmount Amount { get; } = amount;

    public sealed override JournalKey? Subject => new(JournalKeyKind.TopUp, Attempt);
}
