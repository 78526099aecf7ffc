using Credits.Journal;
using NodaTime;

namespace Credits.Domain;

/// <summary>
/// Decides commands: state, command, instant and catalogue in; events and an answer out. Pure: no clock, no store, no await.
/// The checks come in the order of section 6 of the semantics; validity and authorisation come before it.
/// </summary>
internal static class Decider
{
    /// <summary>Decides a command at <paramref name="now"/> on a wallet that was advanced to it.</summary>
    /// <param name="draft">The working copy; events of an accepted command, and notices of a refused one, are written on it.</param>
    /// <param name="command">The command.</param>
    /// <param name="operation">Its operation id.</param>
    /// <param name="now">The instant of the decision.</param>
    /// <param name="past">
    /// What was looked up in the newest state; null where nothing was. Then the answer is an acceptance, or a request to look:
    /// a refusal is only ever given from a state known to be current.
    /// </param>
    public static Decision Decide(Draft draft, Command command, string operation, Instant now, Past? past)
    {
        if (past?.Find(JournalKeyKind.Operation, operation) is { } before)
        {
            return Repeat(before, command);
        }

        Decision decision = DecideNew(draft, new(command, operation, now, past));
        return past is null && decision.Entry is null ? Decision.LookFirst : decision;
    }

    /// <summary>An operation id that was accepted before: the same content gets the same answer. Semantics, section 10.</summary>
    private static Decision Repeat(JournalEntry before, Command command) =>
        before.OperationName == command.Name && before.Fingerprint == ContentWriter.Fingerprint(command)
            ? Decision.Replay(before)
            : Refusals.OperationReused(before.Operation!);

    private static Decision DecideNew(Draft draft, in Request request)
    {
        if (request.Command is OpenWallet open)
        {
            return PlanDecisions.Open(draft, request, open);
        }

        if (!draft.Wallet.IsOpen)
        {
            return Refusals.WalletNotFound(draft.Wallet.Id);
        }

        return request.Command switch
        {
            Consume consume => DebitDecisions.Consume(draft, request, consume),
            Reserve reserve => DebitDecisions.Reserve(draft, request, reserve),
            Capture capture => ReservationDecisions.Capture(draft, request, capture),
            Release release => ReservationDecisions.Release(draft, request, release),
            Extend extend => ReservationDecisions.Extend(draft, request, extend),
            Refund refund => GrantDecisions.Refund(draft, request, refund),
            IssueGrant grant => GrantDecisions.Issue(draft, request, grant),
            VoidGrant voided => GrantDecisions.Void(draft, request, voided),
            ChangePlan change => PlanDecisions.Change(draft, request, change),
            CancelPlan cancel => PlanDecisions.Cancel(draft, request, cancel),
            SetLimits limits => Settle(draft, request, new LimitsSet(limits.Limits)),
            SetAlerts alerts => Settle(draft, request, new AlertsSet(alerts.Alerts)),
            SetTopUp topUp => Settle(draft, request, new TopUpSet(topUp.Settings)),
            ResumeTopUp => Settle(draft, request, new TopUpResumed()),
            CompleteTopUp complete => TopUpDecisions.Complete(draft, request, complete),
            FailTopUp fail => TopUpDecisions.Fail(draft, request, fail),
            _ => throw new InvalidOperationException($"No rule decides a {request.Command.GetType().Name}."),
        };
    }

    private static Decision Settle(Draft draft, in Request request, JournalEvent settings)
    {
        request.Begin(draft);
        draft.Emit(settings);
        return Decision.Accept(draft.End());
    }
}
