using Credits.Notifications;

namespace Credits.Domain;

/// <summary>When a wallet buys credits by itself, and what becomes of it. See docs/top-up.md.</summary>
internal static class TopUpDecisions
{
    /// <summary>
    /// Starts an attempt with the entry that leaves the wallet in want of one, whatever it was that lowered the balance. Where more falls due at the
    /// same instant, such as a plan's reset, the need is looked at after it.
    /// </summary>
    public static void StartWhereNeeded(Draft draft)
    {
        Wallet wallet = draft.Wallet;
        TopUpState state = wallet.TopUps!;
        if (state.NextStart(wallet, draft.At) is not { } start || start > draft.At
            || (wallet.Due.First is { Kind: < DueKind.ExpiringNotice } due && due.At <= draft.At))
        {
            return;
        }

        CreditAmount amount = state.Settings!.AmountWith(wallet.Available);
        draft.Emit(new TopUpStarted(TopUpAttempt.MakeId(wallet.Id, wallet.Version + 1, draft.At), amount));
        Request(draft, state.InFlight!);
    }

    /// <summary>The attempt in flight has had no answer for long, or else the time has come to start one, which the end of the entry does.</summary>
    public static void FallDue(Draft draft)
    {
        if (draft.Wallet.TopUps!.InFlight is { } flight)
        {
            draft.Emit(new TopUpAsked());
            Request(draft, flight);
        }
    }

    /// <summary>Grants what was paid for: of the attempt in flight, or of one that was thought to have failed. No other is known here.</summary>
    public static Decision Complete(Draft draft, in Request request, CompleteTopUp command)
    {
        Wallet wallet = draft.Wallet;
        CreditAmount? paid = wallet.TopUps is { } state && state.IsInFlight(command.Attempt)
            ? state.InFlight!.Amount
            : (request.Past?.FindTopUp(command.Attempt) as TopUpFailed)?.Amount;
        if (paid is not { } amount)
        {
            return Refusals.TopUpNotFound(command.Attempt);
        }

        if (amount > wallet.Room)
        {
            return Decision.Reject(GrantDecisions.OverTheRange(amount));
        }

        request.Begin(draft);
        draft.Emit(new TopUpCompleted(command.Attempt, amount));
        draft.Emit(new GrantIssued(
            new(command.Attempt, GrantKind.Purchased, IssueGrant.DefaultPriority, request.Now, null, command.Reference), amount));
        return Decision.Accept(draft.End());
    }

    public static Decision Fail(Draft draft, in Request request, FailTopUp command)
    {
        Wallet wallet = draft.Wallet;
        if (wallet.TopUps is not { } state || !state.IsInFlight(command.Attempt))
        {
            return request.Past?.FindTopUp(command.Attempt) is TopUpCompleted
                ? Refusals.TopUpCompleted(command.Attempt)
                : Refusals.TopUpNotFound(command.Attempt);
        }

        bool suspends = state.Settings is { } settings && state.Failures + 1 >= settings.MaxFailures;
        request.Begin(draft);
        draft.Emit(new TopUpFailed(command.Attempt, state.InFlight!.Amount, command.Reason) { Suspends = suspends });
        if (suspends)
        {
            draft.Raise(new TopUpSuspended(draft.NextNotice, wallet.Id, draft.At, command.Attempt, state.Failures, command.Reason));
        }

        return Decision.Accept(draft.End());
    }

    private static void Request(Draft draft, TopUpAttempt attempt) =>
        draft.Raise(new TopUpRequested(draft.NextNotice, draft.Wallet.Id, draft.At, attempt.Id, attempt.Amount, attempt.StartedAt));
}
