using Credits.Journal;
using NodaTime;

namespace Credits.Domain;

internal sealed record Reserve(Actor Actor, string Feature, Quantity? Quantity, string? Reservation, Duration? Ttl) : Command(Actor)
{
    public const string OperationName = "reserve";

    public override string Name => OperationName;

    public override bool Administers => false;

    public override bool IsToldByEvents => Quantity is not null && Reservation is null && Ttl is null;

    public string ReservationId(string operation) => Reservation ?? operation;

    public override JournalKey[] Lookups(string operation) => [new(JournalKeyKind.Reservation, ReservationId(operation))];

    public override void WriteContent(ContentWriter content)
    {
        content.Field("feature", Feature);
        content.Field("quantity", Quantity);
        content.Field("reservation", Reservation);
        content.Field("ttl", Ttl);
    }
}
