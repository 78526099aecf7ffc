namespace Credits.Domain;

internal sealed record CancelPlan(Actor Actor, PlanCancelTiming When) : Command(Actor)
{
    public override string Name => "cancel_plan";

    public override void WriteContent(ContentWriter content) =>
        content.Field("when", When == PlanCancelTiming.PeriodEnd ? null : WireNames.Of(When));
}
