using Credits.Notifications;
using NodaTime;

namespace Credits.Domain;

/// <summary>Soft and hard limits. Semantics, section 7.</summary>
internal static class LimitRules
{
    /// <summary>What hard limits leave for a debit: the room of the tightest, and the first that refuses the amount.</summary>
    public static (CreditAmount Room, LimitState? Refusing) Check(Wallet wallet, string user, string feature, CreditAmount amount, Instant now)
    {
        CreditAmount room = CreditAmount.MaxValue;
        LimitState? refusing = null;
        IReadOnlyList<LimitPolicy> limits = wallet.Limits;
        if (limits.Count == 0)
        {
            return (room, refusing);
        }

        wallet.Windows.MoveTo(now);
        UsageLedger.Scope scope = wallet.Usage.Peek(user, feature);
        for (int i = 0; i < limits.Count; i++)
        {
            LimitPolicy policy = limits[i];
            if (policy.Hard is not { } hard || WindowOf(wallet, policy, user, feature) is not { } window
                || InForce(wallet, policy, window, hard) is not { } threshold)
            {
                continue;
            }

            CreditAmount left = threshold - scope.For(policy)[window, wallet.Windows];
            room = CreditAmount.Min(room, left);
            if (refusing is null && left < amount)
            {
                refusing = StateOf(wallet, policy, window, scope, user, feature, threshold);
            }
        }

        return (room, refusing);
    }

    /// <summary>The first hard limit that has no room at all.</summary>
    public static LimitState? FirstWithoutRoom(Wallet wallet, string user, string feature, Instant now) =>
        Check(wallet, user, feature, CreditAmount.FromMicro(1), now).Refusing;

    /// <summary>Tells of every threshold that usage has reached with a debit, once.</summary>
    public static void AnnounceReached(Draft draft, string user, string feature)
    {
        Wallet wallet = draft.Wallet;
        IReadOnlyList<LimitPolicy> limits = wallet.Limits;
        if (limits.Count == 0)
        {
            return;
        }

        wallet.Windows.MoveTo(draft.At);
        UsageLedger.Scope scope = wallet.Usage.Of(user, feature);
        for (int i = 0; i < limits.Count; i++)
        {
            LimitPolicy policy = limits[i];
            if (WindowOf(wallet, policy, user, feature) is not { } window)
            {
                continue;
            }

            CreditAmount usage = scope.For(policy)[window, wallet.Windows];
            for (int s = 0; s < policy.Soft.Count; s++)
            {
                AnnounceReached(policy.Soft[s], isHard: false);
            }

            if (policy.Hard is { } hard)
            {
                AnnounceReached(hard, isHard: true);
            }

            void AnnounceReached(LimitThreshold threshold, bool isHard)
            {
                if (InForce(wallet, policy, window, threshold) is { } credits && usage >= credits)
                {
                    Announce(draft, StateOf(wallet, policy, window, scope, user, feature, credits), isHard);
                }
            }
        }
    }

    public static bool IsAnnounced(Wallet wallet, LimitState state, bool isHard) =>
        wallet.IsMarked(LimitMark.Of(state.Policy, state.User, state.Feature, isHard, state.Start, state.Threshold));

    public static void Announce(Draft draft, LimitState state, bool isHard)
    {
        if (!IsAnnounced(draft.Wallet, state, isHard))
        {
            draft.Raise(new LimitReached(
                draft.NextNotice,
                draft.Wallet.Id,
                draft.At,
                isHard,
                state.Policy.Id,
                state.User,
                state.Feature,
                state.Threshold,
                state.Usage,
                state.Policy.Window,
                state.Start,
                state.End));
        }
    }

    /// <summary>Where a policy stands for a user's use of a feature; null where it does not apply, or rests without a plan.</summary>
    public static LimitState? StateOf(Wallet wallet, LimitPolicy policy, UsageLedger.Scope scope, string user, string feature) =>
        WindowOf(wallet, policy, user, feature) is { } window ? StateOf(wallet, policy, window, scope, user, feature, CreditAmount.Zero) : null;

    /// <summary>A threshold in credits: the percentage first, then the raise by purchases; null where it rests. Semantics, section 12.</summary>
    public static CreditAmount? InForce(Wallet wallet, LimitPolicy policy, UsageWindow window, LimitThreshold threshold)
    {
        if (threshold.InCredits(wallet.Subscription?.Plan.Allowance) is not { } credits)
        {
            return null;
        }

        if (!policy.IsRaisedByPurchases)
        {
            return credits;
        }

        CreditAmount purchased = wallet.Usage.Purchases[window, wallet.Windows];
        return purchased > CreditAmount.MaxValue - credits ? CreditAmount.MaxValue : credits + purchased;
    }

    private static UsageWindow? WindowOf(Wallet wallet, LimitPolicy policy, string user, string feature) =>
        policy.Covers(user, feature) ? UsageWindows.Of(policy.Window, wallet.Subscription?.Plan.Period) : null;

    private static LimitState StateOf(
        Wallet wallet, LimitPolicy policy, UsageWindow window, UsageLedger.Scope scope, string user, string feature, CreditAmount threshold)
    {
        bool isLifetime = window == UsageWindow.Lifetime;
        return new(
            policy,
            window,
            policy.User == LimitPolicy.Each ? user : null,
            policy.Feature == LimitPolicy.Each ? feature : null,
            scope.For(policy)[window, wallet.Windows],
            isLifetime ? null : wallet.Windows.Start(window),
            isLifetime ? null : wallet.Windows.End(window),
            threshold);
    }
}
