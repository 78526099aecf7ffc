using Credits.Journal;
using NodaTime;

namespace Credits.Domain;

/// <summary>A reservation lives longer, or as long as before where an earlier end was asked for.</summary>
internal sealed class ReservationExtended(string reservation, Instant expiresAt) : JournalEvent
{
    public string Reservation { get; } = reservation;

    public Instant ExpiresAt { get; } = expiresAt;

    public override void Apply(Wallet wallet, JournalEntry entry)
    {
        OpenReservation open = wallet.FindReservation(Reservation)!;
        if (ExpiresAt > open.ExpiresAt)
        {
            wallet.ExtendReservation(open, ExpiresAt);
        }
    }
}
