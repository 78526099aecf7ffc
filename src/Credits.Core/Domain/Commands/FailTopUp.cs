namespace Credits.Domain;

internal sealed record FailTopUp(Actor Actor, string Attempt, string? Reason) : SettleTopUp(Actor, Attempt)
{
    public override string Name => "fail_top_up";

    public override string Operation => TopUpAttempt.FailureOf(Attempt);
}
