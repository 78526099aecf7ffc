namespace Credits.Domain;

/// <summary>How a reservation ended, once and for all.</summary>
internal enum ReservationOutcome
{
    Captured,
    Released,
    Expired,
}
