using Credits.Journal;

namespace Credits.Domain;

/// <summary>A capture took more than was reserved.</summary>
internal sealed class OverageCharged(
    string reservation, string user, int price, string feature, Quantity? quantity, CreditAmount amount, AllocationList allocations)
    : DebitEvent(user, price, feature, quantity, amount, allocations)
{
    public string Reservation { get; } = reservation;

    public override TransactionKind Kind => TransactionKind.Overage;

    public override Transaction ToTransaction(JournalEntry entry) => base.ToTransaction(entry) with { Reservation = Reservation };
}
