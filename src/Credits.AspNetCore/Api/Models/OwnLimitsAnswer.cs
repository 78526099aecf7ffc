namespace Credits.AspNetCore.Api.Models;

/// <summary>Where somebody's own usage stands against the limits of users, in the form that administrators see of all.</summary>
internal sealed record OwnLimitsAnswer(IReadOnlyList<LimitStatusAnswer> Status)
{
    public static OwnLimitsAnswer Of(Actor actor, IReadOnlyList<OwnLimit> limits) => new(
    [
        .. limits.Where(static l => !l.IsShared).Select(l => new LimitStatusAnswer(
            l.Policy,
            actor.Id,
            l.Feature,
            l.Usage.ToString()!,
            [.. l.Soft.Select(static s => s.ToString())],
            l.Hard?.ToString(),
            l.Remaining?.ToString(),
            l.ResetsAt is { } resetsAt ? WireText.Of(resetsAt) : null)),
    ]);
}
