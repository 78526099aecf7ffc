namespace Credits.AspNetCore.Api.Models;

/// <summary>A series of sums of usage.</summary>
internal sealed record UsageAnswer(string By, string From, string? To, IReadOnlyList<UsageSumAnswer> Usage);

/// <summary>What a feature, a user or a day used.</summary>
internal sealed record UsageSumAnswer(string Key, string Amount)
{
    public static IReadOnlyList<UsageSumAnswer> Of(IReadOnlyList<UsageSum> sums) => [.. sums.Select(static s => new UsageSumAnswer(s.Key, s.Amount.ToString()))];
}

/// <summary>What anybody sees of a wallet of his: himself, what is left, what he used, and what limits leave him.</summary>
internal sealed record OwnAnswer(
    string Wallet,
    ActorAnswer Actor,
    string Available,
    string Reserved,
    string From,
    string? To,
    IReadOnlyList<UsageSumAnswer> Usage,
    IReadOnlyList<OwnLimitAnswer> Limits);

/// <summary>A limit as far as it concerns the caller; of one that he shares, what remains.</summary>
internal sealed record OwnLimitAnswer(
    string Policy, bool Shared, string? Feature, string Window, string? Usage, IReadOnlyList<string>? Soft, string? Hard, string? Remaining, string? ResetsAt)
{
    public static OwnLimitAnswer Of(OwnLimit limit) => new(
        limit.Policy,
        limit.IsShared,
        limit.Feature,
        WireNames.Of(limit.Window),
        limit.Usage?.ToString(),
        limit.IsShared ? null : [.. limit.Soft.Select(static s => s.ToString())],
        limit.Hard?.ToString(),
        limit.Remaining?.ToString(),
        limit.ResetsAt is { } resetsAt ? WireText.Of(resetsAt) : null);
}

/// <summary>How fast credits are used.</summary>
internal sealed record ForecastAnswer(int Days, string Used, string PerDay, long? DaysToEmpty);
