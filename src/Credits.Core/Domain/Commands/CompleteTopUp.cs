namespace Credits.Domain;

internal sealed record CompleteTopUp(Actor Actor, string Attempt, string? Reference) : SettleTopUp(Actor, Attempt)
{
    public override string Name => "complete_top_up";

    public override string Operation => Attempt;
}
