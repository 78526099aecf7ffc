namespace Credits.Domain;

internal sealed record Consume(Actor Actor, string Feature, Quantity? Quantity, bool AllowPartial) : Command(Actor)
{
    public string Feature { get; private set; } = Feature;

    public Quantity? Quantity { get; private set; } = Quantity;

    public bool AllowPartial { get; private set; } = AllowPartial;

    public const string OperationName = "consume";

    public override string Name => OperationName;

    public override bool Administers => false;

    public override bool IsToldByEvents => !AllowPartial && Quantity is not null;

    public override void WriteContent(ContentWriter content)
    {
        content.Field("feature", Feature);
        content.Field("quantity", Quantity);
        content.Switch("allowPartial", AllowPartial);
    }

    /// <summary>Becomes another command, where nobody holds this one any more.</summary>
    public void Become(Actor actor, string feature, Quantity? quantity, bool allowPartial)
    {
        Actor = actor;
        Feature = feature;
        Quantity = quantity;
        AllowPartial = allowPartial;
    }
}
