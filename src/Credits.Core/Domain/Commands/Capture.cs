using Credits.Journal;

namespace Credits.Domain;

internal sealed record Capture(Actor Actor, string Reservation, Quantity? Quantity, bool AllowPartial) : Command(Actor)
{
    public const string OperationName = "capture";

    public override string Name => OperationName;

    public override bool Administers => false;

    public override bool IsToldByEvents => !AllowPartial;

    public override JournalKey[] Lookups(string operation) => [new(JournalKeyKind.Reservation, Reservation)];

    public override void WriteContent(ContentWriter content)
    {
        content.Field("reservation", Reservation);
        content.Field("quantity", Quantity);
        content.Switch("allowPartial", AllowPartial);
    }
}
