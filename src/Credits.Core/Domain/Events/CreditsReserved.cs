using Credits.Journal;
using NodaTime;

namespace Credits.Domain;

/// <summary>A feature took the most that it may need, and pinned the lots it came from.</summary>
internal sealed class CreditsReserved(
    string reservation, string user, int price, string feature, Quantity quantity, CreditAmount amount, AllocationList allocations, Instant expiresAt)
    : DebitEvent(user, price, feature, quantity, amount, allocations)
{
    public string Reservation { get; } = reservation;

    public Instant ExpiresAt { get; } = expiresAt;

    public override TransactionKind Kind => TransactionKind.Reserved;

    public override JournalKey? Subject => new(JournalKeyKind.Reservation, Reservation);

    public override bool MakesSubject => true;

    public override Transaction ToTransaction(JournalEntry entry) => base.ToTransaction(entry) with { Reservation = Reservation };

    protected override void Change(Wallet wallet, JournalEntry entry)
    {
        base.Change(wallet, entry);
        wallet.AddReservation(new(Reservation, User, Feature, wallet.Prices[Price], Amount, entry.At, ExpiresAt, Allocations));
    }

    protected override void Take(Wallet wallet, Lot lot, CreditAmount amount) => wallet.AddReserved(lot, amount);
}
