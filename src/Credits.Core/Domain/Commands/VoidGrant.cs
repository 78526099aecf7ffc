namespace Credits.Domain;

internal sealed record VoidGrant(Actor Actor, string Grant, CreditAmount? Amount, string Reason) : Command(Actor)
{
    public override string Name => "void";

    public override void WriteContent(ContentWriter content)
    {
        content.Field("grant", Grant);
        content.Field("amount", Amount);
        content.Field("reason", Reason);
    }
}
