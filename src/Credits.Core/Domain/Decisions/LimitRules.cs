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
            if (limits[i].Hard is not { } hard || StateOf(wallet, limits[i], scope, user, feature) is not { } state
                || state.InForce(hard, wallet) is not { } threshold)
            {
                continue;
            }

            CreditAmount left = threshold - state.Usage;
            room = CreditAmount.Min(room, left);
            if (refusing is null && left < amount)
            {
                refusing = state with { Threshold = threshold };
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
            if (StateOf(wallet, policy, scope, user, feature) is not { } state)
            {
                continue;
            }

            for (int s = 0; s < policy.Soft.Count; s++)
            {
                if (state.InForce(policy.Soft[s], wallet) is { } soft && state.Usage >= soft)
                {
                    Announce(draft, state with { Threshold = soft }, isHard: false);
                }
            }

            if (policy.Hard is { } hard && state.InForce(hard, wallet) is { } top && state.Usage >= top)
            {
                Announce(draft, state with { Threshold = top }, isHard: true);
            }
        }
    }

    public static bool IsAnnounced(Wallet wallet, in LimitState state, bool isHard) => wallet.IsMarked(new(
        state.Policy.Id, state.User ?? state.Policy.User, state.Feature ?? state.Policy.Feature, isHard, state.Policy.Window, state.Start ?? Instant.MinValue, state.Threshold));

    public static void Announce(Draft draft, in LimitState state, bool isHard)
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
    public static LimitState? StateOf(Wallet wallet, LimitPolicy policy, UsageLedger.Scope scope, string user, string feature)
    {
        if (!policy.Covers(user, feature) || UsageWindows.Of(policy.Window, wallet.Subscription?.Plan.Period) is not { } window)
        {
            return null;
        }

        bool isLifetime = window == UsageWindow.Lifetime;
        return new(
            policy,
            window,
            policy.User == LimitPolicy.Each ? user : null,
            policy.Feature == LimitPolicy.Each ? feature : null,
            scope.For(policy)[window, wallet.Windows],
            isLifetime ? null : wallet.Windows.Start(window),
            isLifetime ? null : wallet.Windows.End(window),
            CreditAmount.Zero);
    }
}
