using Credits.Domain;
using NodaTime;

namespace Credits.Engine;

/// <summary>What a wallet shows of itself.</summary>
internal static class Views
{
    private static readonly LocalDate AnyDay = new(2001, 1, 1);

    public static WalletBalance Balance(Wallet wallet, Instant now) => BalanceAsOf(wallet, now) with
    {
        Scheduled = wallet.Scheduled,
        Plan = wallet.Subscription?.Plan.Code,
        NextReset = wallet.Pending is { Plan: null } ? null : wallet.Subscription?.PeriodEnd,
        NextExpiry = wallet.Lots.Where(l => l.IsOpen && l.Remaining > CreditAmount.Zero).Min(l => l.Terms.ExpiresAt),
    };

    public static WalletBalance BalanceAsOf(Wallet wallet, Instant at)
    {
        SortedDictionary<GrantKind, CreditAmount> byKind = [];
        foreach (Lot lot in wallet.Lots)
        {
            if (lot.IsOpen && lot.Remaining > CreditAmount.Zero)
            {
                byKind[lot.Terms.Kind] = byKind.GetValueOrDefault(lot.Terms.Kind) + lot.Remaining;
            }
        }

        (Instant start, Instant end) = WalletCalendar.PeriodAt(
            at, wallet.Subscription?.Plan.Period ?? PlanPeriod.CalendarMonth, wallet.Subscription?.Anchor ?? AnyDay, wallet.Zone);
        return new()
        {
            At = at,
            Available = wallet.Available,
            Reserved = wallet.Reserved,
            ByKind = byKind,
            Zone = wallet.Zone.Id,
            PeriodStart = start,
            PeriodEnd = end,
        };
    }

    public static IReadOnlyList<CreditGrant> Grants(Wallet wallet)
    {
        List<CreditGrant> grants = [];
        for (int place = 0; place < wallet.BurnOrder.Count; place++)
        {
            grants.Add(Grant(wallet.BurnOrder[place], place + 1));
        }

        grants.AddRange(wallet.Lots
            .Where(l => !(l.IsOpen && l.Remaining > CreditAmount.Zero))
            .OrderBy(l => l.State == LotState.Scheduled ? 0 : 1)
            .ThenBy(l => l.Id, StringComparer.Ordinal)
            .Select(l => Grant(l, null)));
        return grants;
    }

    public static CreditGrant Grant(Lot lot, int? burnPlace) => new()
    {
        Id = lot.Id,
        Kind = lot.Terms.Kind,
        State = lot.State switch
        {
            LotState.Scheduled => GrantState.Scheduled,
            LotState.Open => GrantState.Open,
            _ => GrantState.Ended,
        },
        Priority = lot.Terms.Priority,
        EffectiveAt = lot.Terms.EffectiveAt,
        ExpiresAt = lot.Terms.ExpiresAt,
        Note = lot.Terms.Note,
        Amount = lot.Amount,
        Remaining = lot.Remaining,
        Reserved = lot.Reserved,
        Consumed = lot.Consumed,
        Expired = lot.Expired,
        Voided = lot.Voided,
        BurnPlace = burnPlace,
    };

    public static IReadOnlyList<ReservationStatus> Reservations(Wallet wallet) =>
    [
        .. wallet.Reservations
            .OrderBy(r => r.ExpiresAt)
            .ThenBy(r => r.Id, StringComparer.Ordinal)
            .Select(r => new ReservationStatus(r.Id, r.Feature, r.User, r.Amount, r.ReservedAt, r.ExpiresAt)),
    ];

    public static IReadOnlyList<LimitStatus> Limits(Wallet wallet, Instant now)
    {
        wallet.Windows.MoveTo(now);
        List<LimitStatus> statuses = [];
        foreach (LimitPolicy policy in wallet.Limits)
        {
            HashSet<(string?, string?)> seen = [];
            foreach ((string user, string feature) in UsersAndFeatures(wallet, policy))
            {
                string? shownUser = policy.User is null ? null : user;
                string? shownFeature = policy.Feature is null ? null : feature;
                if (seen.Add((shownUser, shownFeature)))
                {
                    statuses.Add(Limit(wallet, policy, user, feature, shownUser, shownFeature));
                }
            }

            // A limit that nobody came under yet is a limit all the same: a list that is read, changed and set again must keep it.
            if (seen.Count == 0)
            {
                (string? user, string? feature) = (Named(policy.User), Named(policy.Feature));
                statuses.Add(Limit(wallet, policy, user ?? "", feature ?? "", user, feature));
            }
        }

        return statuses;
    }

    private static string? Named(string? userOrFeature) => userOrFeature == LimitPolicy.Each ? null : userOrFeature;

    public static TopUpStatus TopUp(Wallet wallet, Instant now) => wallet.TopUps is not { } state
        ? new()
        : new()
        {
            Settings = state.Settings,
            InFlight = state.InFlight is { } flight ? new(flight.Id, flight.Amount, flight.StartedAt, flight.NextAskAt) : null,
            AttemptsToday = state.AttemptsToday(now),
            CreditsThisMonth = state.CreditsThisMonth(now),
            Failures = state.Failures,
            IsSuspended = state.IsSuspended,
            NextAttemptAt = state.NextStart(wallet, now),
        };

    public static LimitStatus Limit(Wallet wallet, LimitPolicy policy, string user, string feature, string? shownUser, string? shownFeature)
    {
        if (LimitRules.StateOf(wallet, policy, wallet.Usage.Peek(user, feature), user, feature) is not { } state)
        {
            return new(policy, shownUser, shownFeature, CreditAmount.Zero, [], null, null);
        }

        return new(
            policy,
            shownUser,
            shownFeature,
            state.Usage,
            [.. policy.Soft.Select(t => LimitRules.InForce(wallet, policy, state.Window, t)).OfType<CreditAmount>()],
            policy.Hard is { } hard ? LimitRules.InForce(wallet, policy, state.Window, hard) : null,
            state.End);
    }

    /// <summary>The users and features under a policy: those that were seen, and where it names one, that one.</summary>
    private static IEnumerable<(string User, string Feature)> UsersAndFeatures(Wallet wallet, LimitPolicy policy)
    {
        IEnumerable<(string User, string Feature)> seen = wallet.Usage.Cells
            .Select(c => (c.User, c.Feature))
            .Where(c => policy.Covers(c.User, c.Feature))
            .OrderBy(c => c.User, StringComparer.Ordinal)
            .ThenBy(c => c.Feature, StringComparer.Ordinal);
        return policy.User == LimitPolicy.Each || policy.Feature == LimitPolicy.Each
            ? seen
            : seen.Append((policy.User ?? "", policy.Feature ?? ""));
    }
}
