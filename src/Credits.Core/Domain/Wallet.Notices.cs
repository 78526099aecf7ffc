using Credits.Notifications;
using NodaTime;

namespace Credits.Domain;

/// <summary>What a wallet's limits and alerts are, and which notices were given.</summary>
internal sealed partial class Wallet
{
    public void SetLimits(IReadOnlyList<LimitPolicy> limits) => Limits = limits;

    public void SetAlerts(AlertSettings alerts, Instant at)
    {
        Alerts = alerts;
        AlertsSetAt = at;
        foreach (Lot lot in _lots.Values)
        {
            lot.ExpiringChecked = false;
            Due.Remove(lot.ExpiringDue);
            lot.ExpiringDue = null;
            WatchExpiry(lot);
        }
    }

    public bool IsMarked(in LimitMark mark) => _limitMarks.ContainsKey(mark);

    public void Apply(Notice notice)
    {
        NoticesRaised = notice.Number;
        switch (notice)
        {
            case LimitReached limit:
                Mark(limit);
                break;
            case CreditsExhausted:
                ExhaustedAnnounced = true;
                break;
            case CreditsInsufficient:
                InsufficientAnnounced = true;
                break;
            case CreditsExpiring expiring:
                Lot(expiring.Grant).ExpiringAnnounced = true;
                break;
        }
    }

    public void CheckedExpiring(Lot lot)
    {
        lot.ExpiringChecked = true;
        Due.Remove(lot.ExpiringDue);
        lot.ExpiringDue = null;
    }

    private void WatchExpiry(Lot lot)
    {
        if (Alerts.ExpiringLead is not { } lead || lot is not { IsOpen: true, Terms: { ExpiresAt: { } expiresAt, Kind: not GrantKind.Plan } }
            || lot.ExpiringAnnounced || lot.ExpiringChecked)
        {
            return;
        }

        Instant due = expiresAt - Instant.MinValue > lead ? expiresAt - lead : Instant.MinValue;
        due = Instant.Max(due, Instant.Max(lot.IssuedAt ?? Instant.MinValue, AlertsSetAt));
        lot.ExpiringDue = new(due, DueKind.ExpiringNotice, lot.Id, lot);
        Due.Add(lot.ExpiringDue);
    }

    private void Mark(LimitReached limit)
    {
        if (_limitMarks.Count >= _limitMarksToPrune)
        {
            foreach ((LimitMark mark, Instant end) in _limitMarks)
            {
                if (end <= limit.At)
                {
                    _limitMarks.Remove(mark);
                }
            }

            _limitMarksToPrune = Math.Max(64, _limitMarks.Count * 2);
        }

        _limitMarks[MarkOf(limit)] = limit.Window == LimitWindow.Period ? limit.WindowStart!.Value + LongestPeriod : limit.WindowEnd ?? Instant.MaxValue;
    }

    private LimitMark MarkOf(LimitReached limit) => LimitMark.Of(
        Limits.First(p => string.Equals(p.Id, limit.Policy, StringComparison.Ordinal)),
        limit.User,
        limit.Feature,
        limit.IsHard,
        limit.WindowStart,
        limit.Threshold);
}
