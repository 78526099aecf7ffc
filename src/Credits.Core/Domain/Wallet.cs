using System.Diagnostics;
using Credits.Journal;
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
        TopUps?.Schedule(this, entry.At);
    }

    public long NextSequence() => ++Rows;

    public void Open(DateTimeZone zone)
    {
        IsOpen = true;
        Zone = zone;
        Windows = new(zone);
    }

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
}
