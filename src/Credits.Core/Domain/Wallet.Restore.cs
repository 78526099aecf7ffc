using System.Diagnostics;
using NodaTime;

namespace Credits.Domain;

/// <content>Puts a wallet together again from a snapshot of it, instead of from its whole journal.</content>
internal sealed partial class Wallet
{
    /// <summary>Comes after opening, and before what counts in windows.</summary>
    internal void RestoreTime(long version, Instant lastInstant, LocalDate? anchor)
    {
        Version = version;
        LastInstant = lastInstant;
        if (IsOpen)
        {
            Windows.Anchor = anchor;
            Windows.MoveTo(lastInstant);
        }
    }

    internal void RestoreCounters(long rows, long grantsMade, long noticesRaised)
    {
        Rows = rows;
        GrantsMade = grantsMade;
        NoticesRaised = noticesRaised;
    }

    /// <summary>Comes before the lots, which fall due by it.</summary>
    internal void RestoreAlerts(AlertSettings alerts, Instant setAt)
    {
        Alerts = alerts;
        AlertsSetAt = setAt;
    }

    /// <summary>Takes the lots as they are, and finds again what follows from them: sums, burn order, and what falls due.</summary>
    internal void RestoreLots(IReadOnlyCollection<Lot> lots, string? currentPlanGrant)
    {
        foreach (Lot lot in lots)
        {
            _lots.Add(lot.Id, lot);
            Reserved += lot.Reserved;
            if (lot.State == LotState.Scheduled)
            {
                Scheduled += lot.Remaining;
                lot.EffectiveDue = new(lot.Terms.EffectiveAt, DueKind.GrantEffective, lot.Id, lot);
                Due.Add(lot.EffectiveDue);
            }
            else
            {
                Available += lot.Remaining;
            }

            if (ExpiresByItself(lot, currentPlanGrant))
            {
                Due.Add(lot.ExpiryDue!);
            }

            WatchExpiry(lot);
        }

        // The last to burn first: each is then added at the end of the list.
        Lot[] burning = [.. lots.Where(l => l.IsOpen && l.Remaining > CreditAmount.Zero)];
        Array.Sort(burning, (left, right) => GrantTerms.CompareBurnOrder(right.Terms, left.Terms));
        foreach (Lot lot in burning)
        {
            BurnOrder.Add(lot);
        }
    }

    internal void RestorePlan(Subscription? subscription, PendingChange? pending, Lot? cancelledPlanGrant, bool welcomeGiven)
    {
        Subscription = subscription;
        Pending = pending;
        CancelledPlanGrant = cancelledPlanGrant;
        WelcomeGiven = welcomeGiven;
        if (subscription is not null)
        {
            BoundaryDue = new(subscription.PeriodEnd, DueKind.PlanBoundary, "", null);
            Due.Add(BoundaryDue);
        }
    }

    internal void RestoreAnnouncements(bool exhausted, bool insufficient, IEnumerable<KeyValuePair<LimitMark, Instant>> marks)
    {
        ExhaustedAnnounced = exhausted;
        InsufficientAnnounced = insufficient;
        foreach ((LimitMark mark, Instant end) in marks)
        {
            _limitMarks.Add(mark, end);
        }

    }

    /// <summary>
    /// What a snapshot leaves out because it follows from the rest. Ended lots expire no more, and the current plan grant does so
    /// as a part of the reset.
    /// </summary>
    [Conditional("DEBUG")]
    internal void AssertRestorable()
    {
        foreach (Lot lot in _lots.Values)
        {
            Debug.Assert(lot.IsConserved, "Amount = remaining + reserved + consumed + expired + voided.");
            Debug.Assert(
                IsQueued(lot.ExpiryDue) == ExpiresByItself(lot, Subscription?.Grant), "Lots that have not ended expire, the plan's current one excepted.");
            Debug.Assert(IsQueued(lot.EffectiveDue) == (lot.State == LotState.Scheduled), "Scheduled lots become effective.");
        }

        Debug.Assert(
            TopUps is null || (IsQueued(TopUps.Due) ? TopUps.Due!.At : (NodaTime.Instant?)null) == (TopUps.InFlight?.NextAskAt ?? TopUps.NextStart(this, LastInstant)),
            "What comes next of top-ups follows from their state.");
        Debug.Assert(IsQueued(BoundaryDue) == Subscription is not null, "A subscription has its next boundary.");
    }

    private static bool ExpiresByItself(Lot lot, string? currentPlanGrant) =>
        lot.ExpiryDue is not null && lot.State != LotState.Ended && !string.Equals(lot.Id, currentPlanGrant, StringComparison.Ordinal);

    private static bool IsQueued(DueItem? due) => due is { Index: not DueItem.NotQueued };
}
