using Credits.Journal;

namespace Credits.Domain;

internal sealed record Release(Actor Actor, string Reservation) : Command(Actor)
{
    public const string OperationName = "release";

    public override string Name => OperationName;

    public override bool Administers => false;

    public override bool IsToldByEvents => true;

    public override JournalKey[] Lookups(string operation) => [new(JournalKeyKind.Reservation, Reservation)];

    public override void WriteContent(ContentWriter content) => content.Field("reservation", Reservation);
}
