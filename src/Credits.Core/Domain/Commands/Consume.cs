namespace Credits.Domain;

internal sealed record Consume(Actor Actor, string Feature, Quantity? Quantity, bool AllowPartial) : Command(Actor)
{
    public override string Name => "consume";

    public override bool Administers => false;

    public override void WriteContent(ContentWriter content)
    {
        content.Field("feature", Feature);
        content.Field("quantity", Quantity);
        content.Switch("allowPartial", AllowPartial);
    }
}
