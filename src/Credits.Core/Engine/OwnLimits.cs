using Credits.Domain;
using NodaTime;

namespace Credits.Engine;

/// <summary>Words the limits that a user's debits come under, for him. Semantics, sections 7 and 11.</summary>
internal static class OwnLimits
{
    public static IReadOnlyList<OwnLimit> Of(Wallet wallet, string user, Instant now)
    {
        wallet.Windows.MoveTo(now);
        List<OwnLimit> limits = [];
        foreach (LimitPolicy policy in wallet.Limits)
        {
            if (policy.User is null or LimitPolicy.Each || string.Equals(policy.User, user, StringComparison.Ordinal))
            {
                AddLines(limits, wallet, policy, user);
            }
        }

        return limits;
    }

    private static void AddLines(List<OwnLimit> limits, Wallet wallet, LimitPolicy policy, string user)
    {
        if (policy.Feature == LimitPolicy.Each && wallet.Usage.Daily.Count > 0)
        {
            foreach (string feature in wallet.Usage.Daily.Keys)
            {
                Add(limits, wallet, policy, user, feature, feature);
            }
        }
        else
        {
            string? feature = policy.Feature == LimitPolicy.Each ? null : policy.Feature;
            Add(limits, wallet, policy, user, feature ?? "", feature);
        }
    }

    private static void Add(List<OwnLimit> limits, Wallet wallet, LimitPolicy policy, string user, string feature, string? shownFeature)
    {
        LimitStatus status = Views.Limit(wallet, policy, user, feature, null, shownFeature);
        CreditAmount? remaining = status.Hard is { } hard ? CreditAmount.Max(hard - status.Usage, CreditAmount.Zero) : null;
        if (policy.User is not null)
        {
            limits.Add(new(policy.Id, false, shownFeature, policy.Window, status.Usage, status.Soft, status.Hard, remaining, status.ResetsAt));
        }
        else if (remaining is not null)
        {
            limits.Add(new(policy.Id, true, shownFeature, policy.Window, null, [], null, remaining, status.ResetsAt));
        }
    }
}
