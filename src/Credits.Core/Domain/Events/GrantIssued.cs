using Credits.Journal;

namespace Credits.Domain;

/// <summary>A grant that is spendable at once.</summary>
internal sealed class GrantIssued(GrantTerms terms, CreditAmount amount) : RowEvent(amount)
{
    public GrantTerms Terms { get; } = terms;

    /// <summary>The plan grant whose place it takes.</summary>
    public string? Replaces { get; init; }

    /// <summary>Whether these are the wallet's welcome credits.</summary>
    public bool IsWelcome { get; init; }

    public override TransactionKind Kind => TransactionKind.GrantIssued;

    public override Transaction ToTransaction(JournalEntry entry) => Row(entry) with { Grant = Terms.Id, Reason = Terms.Note };

    protected override void Change(Wallet wallet, JournalEntry entry)
    {
        Lot lot = new(Terms, Amount) { State = LotState.Open };
        wallet.AddLot(lot, entry.At);
        if (Replaces is not null)
        {
            wallet.Lot(Replaces).ReplacedBy = lot;
        }

        if (IsWelcome)
        {
            wallet.GiveWelcome();
        }

        if (WritesRow)
        {
            wallet.GrantRowWritten();
        }
    }
}
