using Credits.Journal;

namespace Credits.Domain;

/// <summary>A grant that becomes spendable later. Its row will name who granted it, and his operation.</summary>
internal sealed class GrantScheduled(GrantTerms terms, CreditAmount amount) : JournalEvent
{
    public GrantTerms Terms { get; } = terms;

    public CreditAmount Amount { get; } = amount;

    public override void Apply(Wallet wallet, JournalEntry entry) => wallet.AddLot(
        new(Terms, Amount) { State = LotState.Scheduled, GrantedBy = new(entry.ActorId, entry.ActorName, entry.Operation) },
        entry.At);
}
