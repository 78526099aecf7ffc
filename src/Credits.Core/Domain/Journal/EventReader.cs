using System.Text.Json;
using Credits.Domain;
using NodaTime;

namespace Credits.Journal;

/// <summary>Reads what <see cref="EventWriter"/> wrote.</summary>
/// <param name="at">When the entry happened.</param>
/// <param name="actor">The id of who did it.</param>
/// <param name="operation">The operation's id.</param>
internal sealed class EventReader(Instant at, string actor, string? operation)
{
    private Charge? _settled;

    public JournalEvent[] Read(JsonElement events)
    {
        JournalEvent[] read = new JournalEvent[events.GetArrayLength()];
        int count = 0;
        foreach (JsonElement recorded in events.EnumerateArray())
        {
            read[count++] = ReadOne(recorded);
        }

        return read;
    }

    private JournalEvent ReadOne(JsonElement json) => json.Text(Field.Name) switch
    {
        EventName.Consumed => ReadConsumed(json),
        EventName.Reserved => ReadReserved(json),
        EventName.ReservationSettled => ReadSettled(json),
        EventName.Returned => ReadReturned(json, byExpiry: false),
        EventName.ReservationExpired => ReadReturned(json, byExpiry: true),
        EventName.Overage => ReadOverage(json),
        EventName.ReservationExtended => new ReservationExtended(json.Text(Field.Id), json.Instant(Field.ExpiresAt)),
        EventName.Refunded => ReadRefunded(json),
        EventName.PriceRecorded => new PriceRecorded(PriceCodec.Read(json)),
        EventName.GrantIssued => new GrantIssued(GrantCodec.Read(json, operation, at), json.Amount(Field.Amount))
        {
            Replaces = json.TextOrNull(Field.Replaces),
            IsWelcome = json.Switch(Field.IsWelcome),
        },
        EventName.GrantScheduled => new GrantScheduled(GrantCodec.Read(json, operation, at), json.Amount(Field.Amount)),
        EventName.GrantActivated => new GrantActivated(
            json.Text(Field.Grant),
            json.Amount(Field.Amount),
            GrantCodec.ReadGranter(json) ?? throw JournalFormatException.Damaged("a grant was activated that nobody made."),
            json.TextOrNull(Field.Note)),
        EventName.GrantExpired => new GrantExpired(json.Text(Field.Grant), json.Amount(Field.Amount)),
        EventName.GrantVoided => new GrantVoided(json.Text(Field.Grant), json.Amount(Field.Amount), json.TextOrNull(Field.Reason))
        {
            EndsGrant = json.Switch(Field.EndsGrant),
            OfScheduled = json.Switch(Field.OfScheduled),
        },
        EventName.ExpiringChecked => new ExpiringChecked(json.Text(Field.Grant)),
        EventName.WalletOpened => new WalletOpened(json.Text(Field.Zone, OpenWallet.DefaultZone)),
        EventName.PlanStarted => new PlanStarted(PlanCodec.ReadSubscription(json), json.Switch(Field.IsNew)),
        EventName.PlanEnded => new PlanEnded(json.TextOrNull(Field.Cancelled)),
        EventName.PendingChangeSet => new PendingChangeSet(PlanCodec.ReadPending(json), json.InstantOrNull(Field.EffectiveAt) ?? at),
        EventName.LimitsSet => new LimitsSet(LimitCodec.Read(json)),
        EventName.AlertsSet => new AlertsSet(LimitCodec.ReadAlerts(json)),
        EventName.TopUpSet => new TopUpSet(TopUpCodec.ReadSettings(json)),
        EventName.TopUpStarted => new TopUpStarted(json.Text(Field.Id), json.Amount(Field.Amount)),
        EventName.TopUpAsked => new TopUpAsked(),
        EventName.TopUpCompleted => new TopUpCompleted(json.Text(Field.Id, operation), json.Amount(Field.Amount)),
        EventName.TopUpFailed => new TopUpFailed(json.Text(Field.Id), json.Amount(Field.Amount), json.TextOrNull(Field.Reason))
        {
            Suspends = json.Switch(Field.Suspends),
        },
        EventName.TopUpResumed => new TopUpResumed(),
        var unknown => throw JournalFormatException.TooOld($"the event '{unknown}'"),
    };

    private Consumed ReadConsumed(JsonElement json)
    {
        CreditAmount amount = json.Amount(Field.Amount);
        return new(User(json), PriceNumber(json), Feature(json), Quantity(json), amount, AllocationCodec.Read(json, amount))
        {
            Shortfall = json.Amount(Field.Shortfall),
        };
    }

    private CreditsReserved ReadReserved(JsonElement json)
    {
        CreditAmount amount = json.Amount(Field.Amount);
        return new(
            json.Text(Field.Id, operation),
            User(json),
            PriceNumber(json),
            Feature(json),
            Quantity(json),
            amount,
            AllocationCodec.Read(json, amount),
            json.Instant(Field.ExpiresAt));
    }

    private OverageCharged ReadOverage(JsonElement json)
    {
        CreditAmount amount = json.Amount(Field.Amount);
        return new(
            json.Text(Field.Id, _settled?.Id),
            User(json),
            PriceNumber(json),
            Feature(json),
            json.QuantityOrNull(Field.Quantity),
            amount,
            AllocationCodec.Read(json, amount));
    }

    private ReservationSettled ReadSettled(JsonElement json)
    {
        Charge charge = ChargeCodec.Read(json, actor);
        _settled = charge;
        return new(charge, json.Amount(Field.Returned), json.Amount(Field.Shortfall)) { Quantity = json.QuantityOrNull(Field.Quantity) };
    }

    private ReservationReturned ReadReturned(JsonElement json, bool byExpiry) => new(
        User(json),
        Feature(json),
        json.Text(Field.Id, _settled?.Id),
        json.InstantOrNull(Field.DebitedAt) ?? _settled?.DebitedAt ?? json.Instant(Field.DebitedAt),
        byExpiry,
        AllocationCodec.ReadMoves(json, json.Amount(Field.Amount)));

    private ChargeRefunded ReadRefunded(JsonElement json) => new(
        ChargeCodec.Read(json.Get(Field.Charge), actor),
        json.Amount(Field.OfOverage),
        json.Text(Field.Reason),
        AllocationCodec.ReadMoves(json, json.Amount(Field.Amount)));

    private string User(JsonElement json) => json.Text(Field.User, _settled?.User ?? actor);

    private string Feature(JsonElement json) => json.Text(Field.Feature, _settled?.Feature);

    private static int PriceNumber(JsonElement json) => checked((int)json.Number(Field.PriceNumber, 0));

    private static Quantity Quantity(JsonElement json) =>
        json.QuantityOrNull(Field.Quantity) ?? throw JournalFormatException.Damaged("a debit has no quantity.");
}
