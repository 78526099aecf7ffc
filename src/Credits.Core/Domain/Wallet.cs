using System.Diagnostics;
using Credits.Journal;
using Credits.Notifications;
using Credits.Pricing;
using NodaTime;

namespace Credits.Domain;

/// <summary>
/// The working copy of a wallet: everything a decision needs, changed only by applying events. Not thread-safe; a lane owns it.
/// What grows with every debit (rows, operations, resolved reservations) is in the journal, not here.
/// </summary>
internal sealed partial class Wallet(WalletId id)
{
    /// <summary>After a change of plan a period may begin at the same instant and end later: its marks are kept for as long as any.</summary>
    private static readonly Duration LongestPeriod = Duration.FromDays(367);

    private readonly Dictionary<string, Lot> _lots = new(StringComparer.Ordinal);
    private readonly Dictionary<string, OpenReservation> _reservations = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PriceTerms> _pricesByFeature = new(StringComparer.Ordinal);
    private readonly List<PriceTerms> _prices = [];
    private readonly Dictionary<LimitMark, Instant> _limitMarks = [];
    private int _limitMarksToPrune = 64;

    public WalletId Id { get; } = id;

    public bool IsOpen { get; private set; }

    public DateTimeZone Zone { get; private set; } = DateTimeZone.Utc;

    public UsageWindows Windows { get; private set; } = new(DateTimeZone.Utc);

    /// <summary>The journal's entries so far.</summary>
    public long Version { get; set; }

    /// <summary>When the latest entry happened; no decision is made before it. Semantics, section 2.</summary>
    public Instant LastInstant { get; set; } = Instant.MinValue;

    public CreditAmount Available { get; private set; }

    public CreditAmount Reserved { get; private set; }

    /// <summary>Credits of grants that are not effective yet.</summary>
    public CreditAmount Scheduled { get; private set; }

    public long Rows { get; private set; }

    public long GrantsMade { get; private set; }

    public long NoticesRaised { get; private set; }

    public Subscription? Subscription { get; private set; }

    public PendingChange? Pending { get; private set; }

    /// <summary>The plan grant that a cancel <c>now</c> ended before its period did.</summary>
    public Lot? CancelledPlanGrant { get; private set; }

    public bool WelcomeGiven { get; private set; }

    public IReadOnlyList<LimitPolicy> Limits { get; private set; } = [];

    public AlertSettings Alerts { get; private set; } = AlertSettings.Off;

    public Instant AlertsSetAt { get; private set; }

    public bool ExhaustedAnnounced { get; private set; }

    public bool InsufficientAnnounced { get; private set; }

    public BurnOrder BurnOrder { get; } = new();

    public DueQueue Due { get; } = new();

    public DueItem? BoundaryDue { get; private set; }

    public UsageLedger Usage { get; } = new();

    public IReadOnlyCollection<Lot> Lots => _lots.Values;

    public IReadOnlyCollection<OpenReservation> Reservations => _reservations.Values;

    public IReadOnlyList<PriceTerms> Prices => _prices;

    public IReadOnlyDictionary<LimitMark, Instant> LimitMarks => _limitMarks;

    public void Apply(JournalEntry entry)
    {
        foreach (JournalEvent recorded in entry.Events)
        {
            recorded.Apply(this, entry);
        }

        for (int i = 0; i < entry.Notices.Count; i++)
        {
            Apply(entry.Notices[i]);
        }

        Complete(entry);
    }

    public void Complete(JournalEntry entry)
    {
        Debug.Assert(entry.Version == Version + 1, "Entries follow each other without gaps.");
        Version = entry.Version;
        LastInstant = entry.At;
    }

    public long NextSequence() => ++Rows;

    public void Open(DateTimeZone zone)
    {
        IsOpen = true;
        Zone = zone;
        Windows = new(zone);
    }

    // ---- lots

    public Lot? FindLot(string id) => _lots.GetValueOrDefault(id);

    public Lot Lot(string id) => _lots[id];

    /// <summary>The lot of an allocation; the one burnt next is found without a look-up.</summary>
    public Lot LotToBurn(string id) =>
        BurnOrder.Count > 0 && ReferenceEquals(BurnOrder[0].Id, id) ? BurnOrder[0] : _lots[id];

    public void AddLot(Lot lot, Instant at)
    {
        _lots.Add(lot.Id, lot);
        GrantsMade++;
        if (lot.ExpiryDue is { } expiry)
        {
            Due.Add(expiry);
        }

        if (lot.State == LotState.Scheduled)
        {
            Scheduled += lot.Remaining;
            lot.EffectiveDue = new(lot.Terms.EffectiveAt, DueKind.GrantEffective, lot.Id, lot);
            Due.Add(lot.EffectiveDue);
        }
        else
        {
            Issue(lot, at);
        }
    }

    public void Activate(Lot lot, Instant at)
    {
        Due.Remove(lot.EffectiveDue);
        lot.EffectiveDue = null;
        lot.State = LotState.Open;
        Scheduled -= lot.Remaining;
        Issue(lot, at);
    }

    /// <summary>Ends a lot: nothing that comes back to it is spendable any more.</summary>
    public void End(Lot lot)
    {
        lot.State = LotState.Ended;
        BurnOrder.Remove(lot);
        Due.Remove(lot.ExpiringDue);
        lot.ExpiringDue = null;
        Due.Remove(lot.ExpiryDue);
    }

    /// <summary>Moves available credits of a lot; what is left decides whether it can be burnt.</summary>
    public void AddRemaining(Lot lot, CreditAmount change)
    {
        bool burnt = lot.Remaining > CreditAmount.Zero;
        lot.Remaining += change;
        if (lot.State == LotState.Scheduled)
        {
            Scheduled += change;
            return;
        }

        Available += change;
        bool burns = lot.Remaining > CreditAmount.Zero;
        if (burns != burnt && lot.IsOpen)
        {
            if (burns)
            {
                BurnOrder.Add(lot);
            }
            else
            {
                BurnOrder.Remove(lot);
            }
        }
    }

    public void AddReserved(Lot lot, CreditAmount change)
    {
        lot.Reserved += change;
        Reserved += change;
    }

    public void GrantRowWritten()
    {
        ExhaustedAnnounced = false;
        InsufficientAnnounced = false;
    }

    // ---- reservations and prices

    public OpenReservation? FindReservation(string id) => _reservations.GetValueOrDefault(id);

    public void AddReservation(OpenReservation reservation)
    {
        _reservations.Add(reservation.Id, reservation);
        Due.Add(reservation.Due);
    }

    public void ExtendReservation(OpenReservation reservation, Instant expiresAt)
    {
        Due.Remove(reservation.Due);
        reservation.Due = new(expiresAt, DueKind.ReservationExpiry, reservation.Id, reservation);
        Due.Add(reservation.Due);
    }

    public void RemoveReservation(OpenReservation reservation)
    {
        _reservations.Remove(reservation.Id);
        Due.Remove(reservation.Due);
    }

    public PriceTerms? FindPrice(CreditFeature feature)
    {
        if (!_pricesByFeature.TryGetValue(feature.Key, out PriceTerms? terms) || terms.Overage != feature.Overage)
        {
            return null;
        }

        if (!ReferenceEquals(terms.Price, feature.Price))
        {
            if (!terms.Price.Equals(feature.Price))
            {
                return null;
            }

            // Read from a journal, it is the same price as another object; from now on the catalogue's own, which is found at a glance.
            _pricesByFeature[feature.Key] = terms = terms with { Price = feature.Price };
        }

        return terms;
    }

    public void AddPrice(PriceTerms terms)
    {
        _prices.Add(terms);
        _pricesByFeature[terms.Feature] = terms;
    }

    // ---- plan

    public void Subscribe(Subscription subscription, bool isNew, Instant at)
    {
        Subscription = subscription;
        CancelledPlanGrant = null;
        Due.Remove(BoundaryDue);
        BoundaryDue = new(subscription.PeriodEnd, DueKind.PlanBoundary, "", null);
        Due.Add(BoundaryDue);
        if (subscription.Grant is { } grant)
        {
            // The current plan grant expires with its period, as a part of the reset.
            Due.Remove(Lot(grant).ExpiryDue);
        }

        if (isNew)
        {
            Windows.Anchor = subscription.Anchor;
            Windows.MoveTo(at);
            Usage.StartAnniversary(Windows);
        }
    }

    public void Unsubscribe(Lot? cancelled)
    {
        Subscription = null;
        Pending = null;
        CancelledPlanGrant = cancelled;
        Due.Remove(BoundaryDue);
        BoundaryDue = null;
    }

    public void SetPending(PendingChange? pending) => Pending = pending;

    public void GiveWelcome() => WelcomeGiven = true;

    // ---- limits, alerts, notices

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

    private void Issue(Lot lot, Instant at)
    {
        lot.IssuedAt = at;
        Available += lot.Remaining;
        if (lot.Remaining > CreditAmount.Zero)
        {
            BurnOrder.Add(lot);
        }

        if (lot.Terms.Kind == GrantKind.Purchased)
        {
            Windows.MoveTo(at);
            Usage.Purchases.Add(lot.Amount, Windows);
        }

        WatchExpiry(lot);
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

    /// <summary>The notice names user and feature only where the policy takes each separately; the mark knows those that it is about.</summary>
    private LimitMark MarkOf(LimitReached limit)
    {
        LimitPolicy policy = Limits.First(p => string.Equals(p.Id, limit.Policy, StringComparison.Ordinal));
        return new(
            limit.Policy,
            limit.User ?? policy.User,
            limit.Feature ?? policy.Feature,
            limit.IsHard,
            limit.Window,
            limit.WindowStart ?? Instant.MinValue,
            limit.Threshold);
    }
}
