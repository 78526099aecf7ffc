using Credits.Pricing;

namespace Credits.AspNetCore.Api.Models;

/// <summary>The wallet's plan with its terms of today, and the open grants of the plan. Without a plan, the grants alone.</summary>
internal sealed record PlanAnswer(
    string? Plan,
    string? Allowance,
    string? Period,
    string? Welcome,
    RolloverAnswer? Rollover,
    string? NextReset,
    IReadOnlyList<GrantAnswer> Grants)
{
    public static PlanAnswer Of(WalletBalance balance, CreditPlan? terms, IEnumerable<CreditGrant> grants) => new(
        balance.Plan,
        terms?.Allowance.ToString(),
        terms is null ? null : WireNames.Of(terms.Period),
        terms?.Welcome.ToString(),
        RolloverAnswer.Of(terms?.Rollover),
        balance.NextReset is { } reset ? WireText.Of(reset) : null,
        [.. grants.Where(static g => g is { Kind: GrantKind.Plan, State: GrantState.Open }).Select(GrantAnswer.Of)]);
}

/// <summary>How much of an unused allowance lives on.</summary>
internal sealed record RolloverAnswer(string MaxCredits, int Periods)
{
    public static RolloverAnswer? Of(Rollover? rollover) => rollover is null ? null : new(rollover.MaxCredits.ToString(), rollover.Periods);
}
