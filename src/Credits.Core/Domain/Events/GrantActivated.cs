using Credits.Journal;

namespace Credits.Domain;

/// <summary>A scheduled grant became effective, with what voids left of it.</summary>
internal sealed class GrantActivated(string grant, CreditAmount amount, Granter by, string? note) : RowEvent(amount)
{
    public string Grant { get; } = grant;

    public Granter By { get; } = by;

    public string? Note { get; } = note;

    public override TransactionKind Kind => TransactionKind.GrantIssued;

    public override Transaction ToTransaction(JournalEntry entry) => Row(entry) with
    {
        ActorId = By.ActorId,
        ActorName = By.ActorName,
        Operation = By.Operation,
        Grant = Grant,
        Reason = Note,
    };

    protected override void Change(Wallet wallet, JournalEntry entry)
    {
        wallet.Activate(wallet.Lot(Grant), entry.At);
        if (WritesRow)
        {
            wallet.GrantRowWritten();
        }
    }
}
