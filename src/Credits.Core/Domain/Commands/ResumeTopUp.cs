namespace Credits.Domain;

internal sealed record ResumeTopUp(Actor Actor) : Command(Actor)
{
    public override string Name => "resume_top_up";

    public override void WriteContent(ContentWriter content)
    {
    }
}
