namespace Credits.AspNetCore.Api.Models;

/// <summary>Some of the open reservations, the next to expire first.</summary>
internal sealed record ReservationsAnswer(IReadOnlyList<ReservationAnswer> Reservations, int Total);

/// <summary>Credits held for work under way.</summary>
internal sealed record ReservationAnswer(string Reservation, string Feature, string User, string Amount, string ReservedAt, string ExpiresAt)
{
    public static ReservationAnswer Of(ReservationStatus status) => new(
        status.Id, status.Feature, status.User, status.Amount.ToString(), WireText.Of(status.ReservedAt), WireText.Of(status.ExpiresAt));
}
