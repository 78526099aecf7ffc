using Credits.Journal;
using NodaTime;

namespace Credits.Domain;

internal sealed record Extend(Actor Actor, string Reservation, Duration Ttl) : Command(Actor)
{
    public override string Name => "extend";

    public override bool Administers => false;

    public override JournalKey[] Lookups(string operation) => [new(JournalKeyKind.Reservation, Reservation)];

    public override void WriteContent(ContentWriter content)
    {
        content.Field("reservation", Reservation);
        content.Field("ttl", (Duration?)Ttl);
    }
}
