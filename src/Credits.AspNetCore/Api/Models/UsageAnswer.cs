namespace Credits.AspNetCore.Api.Models;

/// <summary>A series of sums of usage.</summary>
internal sealed record UsageAnswer(string By, string From, string? To, IReadOnlyList<UsageSumAnswer> Usage);

/// <summary>What a feature, a user or a day used.</summary>
internal sealed record UsageSumAnswer(string Key, string Amount)
{
    public static IReadOnlyList<UsageSumAnswer> Of(IReadOnlyList<UsageSum> sums) => [.. sums.Select(static s => new UsageSumAnswer(s.Key, s.Amount.ToString()))];
}

/// <summary>What anybody sees of a wallet of his: himself, what is left, and what he used.</summary>
internal sealed record OwnAnswer(
    string Wallet, ActorAnswer Actor, string Available, string Reserved, string From, string? To, IReadOnlyList<UsageSumAnswer> Usage);

/// <summary>How fast credits are used.</summary>
internal sealed record ForecastAnswer(int Days, string Used, string PerDay, long? DaysToEmpty);
