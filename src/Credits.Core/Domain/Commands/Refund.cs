using Credits.Journal;

namespace Credits.Domain;

internal sealed record Refund(Actor Actor, string Target, CreditAmount? Amount, string Reason) : Command(Actor)
{
    public override string Name => "refund";

    public override JournalKey[] Lookups(string operation) =>
    [
        new(JournalKeyKind.Charge, Target),
        new(JournalKeyKind.Operation, Target),
        new(JournalKeyKind.Reservation, Target),
    ];

    public override void WriteContent(ContentWriter content)
    {
        content.Field("target", Target);
        content.Field("amount", Amount);
        content.Field("reason", Reason);
    }
}
