using Credits.Journal;

namespace Credits.Domain;

/// <summary>A grant ended by its time, or credits came back to one that had.</summary>
internal sealed class GrantExpired(string grant, CreditAmount amount) : RowEvent(amount)
{
    public string Grant { get; } = grant;

    public override TransactionKind Kind => TransactionKind.GrantExpired;

    public override Transaction ToTransaction(JournalEntry entry) => Row(entry) with { Grant = Grant };

    protected override void Change(Wallet wallet, JournalEntry entry)
    {
        Lot lot = wallet.Lot(Grant);
        wallet.AddRemaining(lot, -Amount);
        lot.Expired += Amount;
        if (lot.IsOpen)
        {
            wallet.End(lot);
        }
    }
}
