using NodaTime;

namespace Credits.Domain;

/// <summary>
/// What a consume or a resolved reservation took and has not given back: all that later captures, releases and refunds need to
/// know of it. Wallets forget charges; the journal keeps them.
/// </summary>
/// <param name="Id">The consume's operation id, or the reservation's id.</param>
/// <param name="Outcome">How a reservation ended; null for a consume.</param>
/// <param name="User">Whose usage it is.</param>
/// <param name="Feature">The feature's key.</param>
/// <param name="DebitedAt">When the consume or reserve was made.</param>
/// <param name="Taken">What is still charged to each lot of the debit, in burn order.</param>
/// <param name="OverageAt">When the overage was taken.</param>
/// <param name="Overage">What is still charged to each lot of the overage, in burn order.</param>
internal sealed record Charge(
    string Id,
    ReservationOutcome? Outcome,
    string User,
    string Feature,
    Instant DebitedAt,
    AllocationList Taken,
    Instant? OverageAt,
    AllocationList Overage)
{
    public string? Reservation => Outcome is null ? null : Id;

    public CreditAmount Left => Taken.Total + Overage.Total;
}
