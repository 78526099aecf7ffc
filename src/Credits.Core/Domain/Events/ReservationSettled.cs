using Credits.Journal;

namespace Credits.Domain;

/// <summary>A reservation was captured, released or ran out. What comes back of it is an event of its own.</summary>
internal sealed class ReservationSettled(Charge charge, CreditAmount returned, CreditAmount shortfall) : JournalEvent
{
    /// <summary>What the reservation has become; kept by the journal for later captures, releases and refunds.</summary>
    public Charge Charge { get; } = charge;

    public CreditAmount Returned { get; } = returned;

    /// <summary>What a partial capture could not take.</summary>
    public CreditAmount Shortfall { get; } = shortfall;

    /// <summary>The quantity captured, 0 too; null for all that was reserved, and where it was released or ran out.</summary>
    public Quantity? Quantity { get; init; }

    public override JournalKey? Subject => new(JournalKeyKind.Reservation, Charge.Id);

    public override void Apply(Wallet wallet, JournalEntry entry)
    {
        foreach (Allocation kept in Charge.Taken)
        {
            Lot lot = wallet.Lot(kept.Grant);
            wallet.AddReserved(lot, -kept.Amount);
            lot.Consumed += kept.Amount;
        }

        wallet.RemoveReservation(wallet.FindReservation(Charge.Id)!);
    }
}
