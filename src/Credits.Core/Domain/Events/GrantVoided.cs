using Credits.Journal;

namespace Credits.Domain;

/// <summary>Remaining credits of a grant were taken back: by an administrator, or because its plan was changed or cancelled.</summary>
internal sealed class GrantVoided(string grant, CreditAmount amount, string? reason) : RowEvent(amount)
{
    public string Grant { get; } = grant;

    public string? Reason { get; } = reason;

    /// <summary>Whether the grant ends with it, as a change or cancellation of the plan makes it.</summary>
    public bool EndsGrant { get; init; }

    /// <summary>A grant that is not effective yet has no row to take back.</summary>
    public bool OfScheduled { get; init; }

    public override TransactionKind Kind => TransactionKind.GrantVoided;

    public override bool WritesRow => !OfScheduled && base.WritesRow;

    public override Transaction ToTransaction(JournalEntry entry) => Row(entry) with { Grant = Grant, Reason = Reason };

    protected override void Change(Wallet wallet, JournalEntry entry)
    {
        Lot lot = wallet.Lot(Grant);
        wallet.AddRemaining(lot, -Amount);
        lot.Voided += Amount;
        if (EndsGrant)
        {
            wallet.End(lot);
        }
        else
        {
            lot.VoidedByAdministrator += Amount;
        }
    }
}
