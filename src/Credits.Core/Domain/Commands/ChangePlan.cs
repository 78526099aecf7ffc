namespace Credits.Domain;

internal sealed record ChangePlan(Actor Actor, string Plan, PlanChangeTiming When) : Command(Actor)
{
    public override string Name => "change_plan";

    public override void WriteContent(ContentWriter content)
    {
        content.Field("plan", Plan);
        content.Field("when", When == PlanChangeTiming.Auto ? null : WireNames.Of(When));
    }
}
