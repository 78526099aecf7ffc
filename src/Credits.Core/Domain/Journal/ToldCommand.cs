using Credits.Domain;

namespace Credits.Journal;

/// <summary>Commands of which the entry's events tell the whole content (<see cref="Command.IsToldByEvents"/>).</summary>
internal static class ToldCommand
{
    /// <summary>The command of an entry that neither holds it nor has a fingerprint; null where its events do not tell it.</summary>
    public static Command? Of(JournalEntry entry)
    {
        switch (entry.OperationName)
        {
            case Consume.OperationName when entry.Find<Consumed>() is { } consumed:
                return new Consume(By(entry), consumed.Feature, consumed.Quantity, AllowPartial: false);
            case Reserve.OperationName when entry.Find<CreditsReserved>() is { } reserved:
                return new Reserve(By(entry), reserved.Feature, reserved.Quantity, Reservation: null, Ttl: null);
            case Capture.OperationName when entry.Find<ReservationSettled>() is { } settled:
                return new Capture(By(entry), settled.Charge.Id, settled.Quantity, AllowPartial: false);
            case Release.OperationName when entry.Find<ReservationSettled>() is { } settled:
                return new Release(By(entry), settled.Charge.Id);
            default:
                return null;
        }
    }

    private static Actor By(JournalEntry entry) => Actor.Member(entry.ActorId, entry.ActorName);
}
