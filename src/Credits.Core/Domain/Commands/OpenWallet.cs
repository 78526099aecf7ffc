namespace Credits.Domain;

internal sealed record OpenWallet(Actor Actor, string? Plan, string Zone) : Command(Actor)
{
    public const string DefaultZone = "UTC";

    public override string Name => "open";

    public override void WriteContent(ContentWriter content)
    {
        content.Field("plan", Plan);
        content.Field("zone", Zone == DefaultZone ? null : Zone);
    }
}
