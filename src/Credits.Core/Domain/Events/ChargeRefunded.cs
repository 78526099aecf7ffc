using Credits.Journal;
using NodaTime;

namespace Credits.Domain;

/// <summary>An administrator gave back what a consume or a capture took, or part of it.</summary>
internal sealed class ChargeRefunded(Charge charge, CreditAmount ofOverage, string reason, ReturnMove[] moves)
    : ReturnEvent(charge.User, charge.Feature, charge.Reservation, charge.DebitedAt, moves)
{
    /// <summary>What is left of the charge after it.</summary>
    public Charge Charge { get; } = charge;

    /// <summary>The part that had been taken as overage; it comes back first.</summary>
    public CreditAmount OfOverage { get; } = ofOverage;

    public string Reason { get; } = reason;

    public override TransactionKind Kind => TransactionKind.Refunded;

    public override JournalKey? Subject =>
        new(Charge.Outcome is null ? JournalKeyKind.Charge : JournalKeyKind.Reservation, Charge.Id);

    public override IEnumerable<(Instant DebitedAt, CreditAmount Amount)> ByDebit =>
        OfOverage > CreditAmount.Zero
            ? [(Charge.OverageAt!.Value, OfOverage), (DebitedAt, Amount - OfOverage)]
            : base.ByDebit;

    public override Transaction ToTransaction(JournalEntry entry) => base.ToTransaction(entry) with { Reason = Reason };

    protected override void TakeFrom(Wallet wallet, Lot source, CreditAmount amount) => source.Consumed -= amount;
}
