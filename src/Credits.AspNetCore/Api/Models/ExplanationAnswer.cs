namespace Credits.AspNetCore.Api.Models;

/// <summary>Why a row is as it is: the price of the feature then, the grants it moved as they stood after it, and where limits stood.</summary>
internal sealed record ExplanationAnswer(
    TransactionAnswer Row, string? Price, IReadOnlyList<GrantAnswer> Grants, IReadOnlyList<LimitReadingAnswer> Limits)
{
    public static ExplanationAnswer Of(TransactionExplanation explanation) => new(
        TransactionAnswer.Of(explanation.Row),
        explanation.Price,
        [.. explanation.Grants.Select(GrantAnswer.Of)],
        [.. explanation.Limits.Select(static l => new LimitReadingAnswer(
            l.Policy, l.UsageBefore.ToString(), l.UsageAfter.ToString(), [.. l.Soft.Select(static s => s.ToString())], l.Hard?.ToString()))]);
}

/// <summary>What counted against a limit before a row and after it.</summary>
internal sealed record LimitReadingAnswer(string Policy, string UsageBefore, string UsageAfter, IReadOnlyList<string> Soft, string? Hard);
