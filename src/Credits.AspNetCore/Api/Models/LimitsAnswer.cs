namespace Credits.AspNetCore.Api.Models;

/// <summary>The wallet's limits as they were set, and where usage stands against each.</summary>
internal sealed record LimitsAnswer(IReadOnlyList<LimitAnswer> Limits, IReadOnlyList<LimitStatusAnswer> Status)
{
    public static LimitsAnswer Of(IReadOnlyList<LimitStatus> statuses) => new(
        [.. statuses.Select(static s => s.Policy).DistinctBy(static p => p.Id, StringComparer.Ordinal).Select(LimitAnswer.Of)],
        [.. statuses.Select(LimitStatusAnswer.Of)]);
}

/// <summary>A limit as it was set; it can be sent back as it is.</summary>
internal sealed record LimitAnswer(string Id, string? User, string? Feature, string Window, IReadOnlyList<string> Soft, string? Hard, bool? PurchasesRaise)
{
    public static LimitAnswer Of(LimitPolicy policy) => new(
        policy.Id,
        policy.User,
        policy.Feature,
        WireNames.Of(policy.Window),
        [.. policy.Soft.Select(static t => t.ToString())],
        policy.Hard?.ToString(),
        policy.PurchasesRaise);
}

/// <summary>What counts against a limit now, in credits; thresholds that rest are absent.</summary>
internal sealed record LimitStatusAnswer(
    string Policy, string? User, string? Feature, string Usage, IReadOnlyList<string> Soft, string? Hard, string? Remaining, string? ResetsAt)
{
    public static LimitStatusAnswer Of(LimitStatus status) => new(
        status.Policy.Id,
        status.User,
        status.Feature,
        status.Usage.ToString(),
        [.. status.Soft.Select(static s => s.ToString())],
        status.Hard?.ToString(),
        status.Hard is { } hard ? CreditAmount.Max(hard - status.Usage, CreditAmount.Zero).ToString() : null,
        status.ResetsAt is { } resetsAt ? WireText.Of(resetsAt) : null);
}
