using Credits.Domain;

namespace Credits.Journal;

/// <summary>
/// Commands of which the entry's events tell the whole content, as nearly all that features send: everything that matters was given, and
/// nothing was special. Their fingerprints need be neither computed nor stored.
/// </summary>
internal static class PlainCommand
{
    /// <summary>Whether <see cref="Of"/> gives a command of the same content as the entry's own.</summary>
    public static bool Tells(JournalEntry entry) => entry.Command switch
    {
        Consume { AllowPartial: false, Quantity: not null } consume =>
            entry.Find<Consumed>() is { } consumed
            && consume.Actor.Id == entry.ActorId && consume.Feature == consumed.Feature && consume.Quantity == consumed.Quantity,
        Reserve { Quantity: not null, Reservation: null, Ttl: null } reserve =>
            entry.Find<CreditsReserved>() is { } reserved && reserved.Reservation == entry.Operation
            && reserve.Actor.Id == entry.ActorId && reserve.Feature == reserved.Feature && reserve.Quantity == reserved.Quantity,
        Capture { AllowPartial: false } capture =>
            entry.Find<ReservationSettled>() is { } settled
            && capture.Actor.Id == entry.ActorId && capture.Reservation == settled.Charge.Id && capture.Quantity == settled.Quantity,
        Release release =>
            entry.Find<ReservationSettled>() is { } settled && release.Actor.Id == entry.ActorId && release.Reservation == settled.Charge.Id,
        _ => false,
    };

    /// <summary>The command of an entry that has no fingerprint; null where its events do not tell it.</summary>
    public static Command? Of(string? operationName, EventList events, string actorId, string actorName)
    {
        switch (operationName)
        {
            case "consume" when events.Find<Consumed>() is { } consumed:
                return new Consume(Actor.Member(actorId, actorName), consumed.Feature, consumed.Quantity, AllowPartial: false);
            case "reserve" when events.Find<CreditsReserved>() is { } reserved:
                return new Reserve(Actor.Member(actorId, actorName), reserved.Feature, reserved.Quantity, Reservation: null, Ttl: null);
            case "capture" when events.Find<ReservationSettled>() is { } settled:
                return new Capture(Actor.Member(actorId, actorName), settled.Charge.Id, settled.Quantity, AllowPartial: false);
            case "release" when events.Find<ReservationSettled>() is { } settled:
                return new Release(Actor.Member(actorId, actorName), settled.Charge.Id);
            default:
                return null;
        }
    }
}
