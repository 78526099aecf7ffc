using Credits.Notifications;
using Credits.Pricing;
using NodaTime;

namespace Credits.Domain;

/// <summary>Opening, change, reset and cancellation of plans. Semantics, section 4.</summary>
internal static class PlanDecisions
{
    public static Decision Open(Draft draft, in Request request, OpenWallet command)
    {
        if (draft.Wallet.IsOpen)
        {
            return Refusals.WalletExists(draft.Wallet.Id);
        }

        CreditPlan? plan = null;
        if (command.Plan is { } code)
        {
            plan = draft.Catalog.FindPlan(code);
            if (plan is null)
            {
                return Refusals.PlanNotFound(code);
            }
        }

        request.Begin(draft);
        draft.Emit(new WalletOpened(command.Zone));
        if (plan is not null)
        {
            Start(draft, plan);
        }

        return Decision.Accept(draft.End());
    }

    public static Decision Change(Draft draft, in Request request, ChangePlan command)
    {
        Subscription? current = draft.Wallet.Subscription;
        if (draft.Catalog.FindPlan(command.Plan) is not { } plan)
        {
            return Refusals.PlanNotFound(command.Plan);
        }

        if (current is null && command.When == PlanChangeTiming.NextReset)
        {
            return Refusals.NoPlan(draft.Wallet.Id);
        }

        bool now = command.When == PlanChangeTiming.Now || current is null
            || (command.When == PlanChangeTiming.Auto
                && (current.Plan.Allowance == CreditAmount.Zero || plan.Allowance > current.Plan.Allowance));
        request.Begin(draft);
        if (now)
        {
            Start(draft, plan);
        }
        else
        {
            draft.Emit(new PendingChangeSet(new(plan), current!.PeriodEnd));
        }

        return Decision.Accept(draft.End());
    }

    public static Decision Cancel(Draft draft, in Request request, CancelPlan command)
    {
        if (draft.Wallet.Subscription is not { } current)
        {
            return Refusals.NoPlan(draft.Wallet.Id);
        }

        request.Begin(draft);
        if (command.When == PlanCancelTiming.PeriodEnd)
        {
            draft.Emit(new PendingChangeSet(new(null), current.PeriodEnd));
        }
        else
        {
            if (current.Grant is { } grant)
            {
                EndGrant(draft, draft.Wallet.Lot(grant));
            }

            draft.Emit(new PlanEnded(current.Grant));
        }

        return Decision.Accept(draft.End());
    }

    /// <summary>The boundary of a period: what is unused expires, then the rollover and the next allowance are issued.</summary>
    public static void Reset(Draft draft)
    {
        Wallet wallet = draft.Wallet;
        Subscription ending = wallet.Subscription!;
        PendingChange? pending = wallet.Pending;
        CreditAmount unused = CreditAmount.Zero;
        if (ending.Grant is { } grant)
        {
            unused = wallet.Lot(grant).Remaining;
            draft.Emit(new GrantExpired(grant, unused));
        }

        if (pending is { Plan: null })
        {
            draft.Emit(new PlanEnded(null));
            return;
        }

        RollOver(draft, ending, unused);
        CreditPlan known = pending?.Plan ?? ending.Plan;
        CreditPlan plan = draft.Catalog.FindPlan(known.Code) ?? known;
        CreditAmount allowance = pending is null ? plan.Allowance : AllowanceLeft(wallet, plan, draft.At);
        Begin(draft, plan, ending.Anchor, allowance, replaced: null);
        if (plan.Allowance > CreditAmount.Zero)
        {
            draft.Raise(new PlanReset(draft.NextNotice, wallet.Id, draft.At, plan.Code));
        }
    }

    /// <summary>A plan takes effect now: in place of the current one, of a cancelled one in its unfinished period, or of none.</summary>
    private static void Start(Draft draft, CreditPlan plan)
    {
        Wallet wallet = draft.Wallet;
        Subscription? current = wallet.Subscription;
        Lot? replaced = current is null
            ? wallet.CancelledPlanGrant is { } cancelled && cancelled.Terms.ExpiresAt > draft.At ? cancelled : null
            : current.Grant is { } grant ? wallet.Lot(grant) : null;
        CreditAmount allowance = AllowanceLeft(wallet, plan, draft.At);
        if (replaced is { IsOpen: true })
        {
            EndGrant(draft, replaced);
        }

        Begin(draft, plan, current?.Anchor ?? WalletCalendar.DateOf(draft.At, wallet.Zone), allowance, replaced);
    }

    /// <summary>Issues the plan grant, where there is one, and the welcome credits, where they are due, and begins the period.</summary>
    private static void Begin(Draft draft, CreditPlan plan, LocalDate anchor, CreditAmount allowance, Lot? replaced)
    {
        Wallet wallet = draft.Wallet;
        bool isNew = wallet.Subscription is null;
        (Instant start, Instant end) = WalletCalendar.PeriodAt(draft.At, plan.Period, anchor, wallet.Zone);
        string? grant = null;
        if (allowance > CreditAmount.Zero || replaced is not null)
        {
            grant = Issue(draft, GrantKind.Plan, allowance, end, replaced);
        }

        if (plan.Welcome > CreditAmount.Zero && !wallet.WelcomeGiven)
        {
            Issue(draft, GrantKind.Complimentary, plan.Welcome, expiresAt: null, isWelcome: true);
        }

        if (wallet.Pending is not null)
        {
            draft.Emit(new PendingChangeSet(null, draft.At));
        }

        draft.Emit(new PlanStarted(new(plan, anchor, start, end, grant), isNew));
    }

    private static void RollOver(Draft draft, Subscription ending, CreditAmount unused)
    {
        if (ending.Plan.Rollover is not { } rollover)
        {
            return;
        }

        CreditAmount held = CreditAmount.Zero;
        foreach (Lot lot in draft.Wallet.Lots)
        {
            if (lot is { IsOpen: true, Terms.Kind: GrantKind.Rollover })
            {
                held += lot.Remaining + lot.Reserved;
            }
        }

        CreditAmount amount = CreditAmount.Min(unused, rollover.MaxCredits - held);
        if (amount > CreditAmount.Zero)
        {
            Instant expiresAt = WalletCalendar.BoundaryAfter(draft.At, rollover.Periods, ending.Plan.Period, ending.Anchor, draft.Wallet.Zone);
            Issue(draft, GrantKind.Rollover, amount, expiresAt);
        }
    }

    /// <summary>Issues a grant of the library's own; a wallet at the end of an amount's range takes what it has room for.</summary>
    private static string Issue(Draft draft, GrantKind kind, CreditAmount amount, Instant? expiresAt, Lot? replaced = null, bool isWelcome = false)
    {
        GrantTerms terms = new(draft.MakeGrantId(kind), kind, IssueGrant.DefaultPriority, draft.At, expiresAt, null);
        draft.Emit(new GrantIssued(terms, CreditAmount.Min(amount, draft.Room)) { Replaces = replaced?.Id, IsWelcome = isWelcome });
        return terms.Id;
    }

    private static void EndGrant(Draft draft, Lot lot) => draft.Emit(new GrantVoided(lot.Id, lot.Remaining, null) { EndsGrant = true });

    /// <summary>A new allowance less what plan grants whose period still goes on have consumed, hold reserved, or had voided by an administrator.</summary>
    private static CreditAmount AllowanceLeft(Wallet wallet, CreditPlan plan, Instant at)
    {
        CreditAmount left = plan.Allowance;
        foreach (Lot lot in wallet.Lots)
        {
            if (lot.Terms.Kind == GrantKind.Plan && lot.Terms.ExpiresAt > at)
            {
                left -= lot.Consumed + lot.Reserved + lot.VoidedByAdministrator;
            }
        }

        return CreditAmount.Max(CreditAmount.Zero, left);
    }
}
