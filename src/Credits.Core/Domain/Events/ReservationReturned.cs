using NodaTime;

namespace Credits.Domain;

/// <summary>What a capture did not need, a release gave back, or an expired reservation left.</summary>
internal sealed class ReservationReturned(string user, string feature, string reservation, Instant debitedAt, bool byExpiry, ReturnMove[] moves)
    : ReturnEvent(user, feature, reservation, debitedAt, moves)
{
    public bool ByExpiry { get; } = byExpiry;

    public override TransactionKind Kind => ByExpiry ? TransactionKind.ReservationExpired : TransactionKind.Returned;

    protected override void TakeFrom(Wallet wallet, Lot source, CreditAmount amount) => wallet.AddReserved(source, -amount);
}
