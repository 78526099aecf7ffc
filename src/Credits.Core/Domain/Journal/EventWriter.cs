using System.Text.Json;
using Credits.Domain;

namespace Credits.Journal;

/// <summary>
/// Writes the events of one entry, each as an object that begins with its name. What the entry itself says, or the settled
/// reservation before it, is left out.
/// </summary>
internal static class EventWriter
{
    public static void Write(Utf8JsonWriter json, JournalEntry entry)
    {
        Charge? settled = null;
        foreach (JournalEvent recorded in entry.Events)
        {
            json.WriteStartObject();
            Write(json, recorded, entry, settled);
            json.WriteEndObject();
            settled = (recorded as ReservationSettled)?.Charge ?? settled;
        }
    }

    private static void Write(Utf8JsonWriter json, JournalEvent recorded, JournalEntry entry, Charge? settled)
    {
        switch (recorded)
        {
            case Consumed consumed:
                Name(json, EventName.Consumed);
                Debit(json, consumed, entry.ActorId, settled);
                json.AmountUnlessZero(Field.Shortfall, consumed.Shortfall);
                break;
            case CreditsReserved reserved:
                Name(json, EventName.Reserved);
                json.TextUnless(Field.Id, reserved.Reservation, entry.Operation);
                Debit(json, reserved, entry.ActorId, settled);
                json.Instant(Field.ExpiresAt, reserved.ExpiresAt);
                break;
            case ReservationSettled settling:
                Name(json, EventName.ReservationSettled);
                ChargeCodec.Write(json, settling.Charge, entry.ActorId);
                json.Quantity(Field.Quantity, settling.Quantity);
                json.AmountUnlessZero(Field.Returned, settling.Returned);
                json.AmountUnlessZero(Field.Shortfall, settling.Shortfall);
                break;
            case ReservationReturned returned:
                Return(json, returned, entry.ActorId, settled);
                break;
            case OverageCharged overage:
                Name(json, EventName.Overage);
                json.TextUnless(Field.Id, overage.Reservation, settled?.Id);
                Debit(json, overage, entry.ActorId, settled);
                break;
            case ReservationExtended extended:
                Name(json, EventName.ReservationExtended);
                json.WriteString(Field.Id, extended.Reservation);
                json.Instant(Field.ExpiresAt, extended.ExpiresAt);
                break;
            case ChargeRefunded refunded:
                Refund(json, refunded, entry.ActorId);
                break;
            case PriceRecorded recordedPrice:
                Name(json, EventName.PriceRecorded);
                PriceCodec.Write(json, recordedPrice.Terms);
                break;
            case GrantIssued or GrantScheduled or GrantActivated or GrantExpired or GrantVoided or ExpiringChecked:
                Grant(json, recorded, entry);
                break;
            default:
                Settings(json, recorded, entry);
                break;
        }
    }

    private static void Debit(Utf8JsonWriter json, DebitEvent debit, string actor, Charge? settled)
    {
        json.TextUnless(Field.User, debit.User, settled?.User ?? actor);
        json.TextUnless(Field.Feature, debit.Feature, settled?.Feature);
        json.NumberUnless(Field.PriceNumber, debit.Price, 0);
        json.Quantity(Field.Quantity, debit.Quantity);
        json.Amount(Field.Amount, debit.Amount);
        AllocationCodec.Write(json, debit.Allocations, debit.Amount);
    }

    private static void Return(Utf8JsonWriter json, ReservationReturned returned, string actor, Charge? settled)
    {
        Name(json, returned.ByExpiry ? EventName.ReservationExpired : EventName.Returned);
        json.TextUnless(Field.Id, returned.Reservation!, settled?.Id);
        json.TextUnless(Field.User, returned.User, settled?.User ?? actor);
        json.TextUnless(Field.Feature, returned.Feature, settled?.Feature);
        json.InstantUnless(Field.DebitedAt, returned.DebitedAt, settled?.DebitedAt);
        json.Amount(Field.Amount, returned.Amount);
        AllocationCodec.Write(json, returned.Moves, returned.Amount);
    }

    private static void Refund(Utf8JsonWriter json, ChargeRefunded refunded, string actor)
    {
        Name(json, EventName.Refunded);
        json.Amount(Field.Amount, refunded.Amount);
        AllocationCodec.Write(json, refunded.Moves, refunded.Amount);
        json.AmountUnlessZero(Field.OfOverage, refunded.OfOverage);
        json.WriteString(Field.Reason, refunded.Reason);
        json.WriteStartObject(Field.Charge);
        ChargeCodec.Write(json, refunded.Charge, actor);
        json.WriteEndObject();
    }

    private static void Grant(Utf8JsonWriter json, JournalEvent recorded, JournalEntry entry)
    {
        switch (recorded)
        {
            case GrantIssued issued:
                Name(json, EventName.GrantIssued);
                GrantCodec.Write(json, issued.Terms, entry.Operation, entry.At);
                json.Amount(Field.Amount, issued.Amount);
                json.Text(Field.Replaces, issued.Replaces);
                json.Switch(Field.IsWelcome, issued.IsWelcome);
                break;
            case GrantScheduled scheduled:
                Name(json, EventName.GrantScheduled);
                GrantCodec.Write(json, scheduled.Terms, entry.Operation, entry.At);
                json.Amount(Field.Amount, scheduled.Amount);
                break;
            case GrantActivated activated:
                Name(json, EventName.GrantActivated);
                json.WriteString(Field.Grant, activated.Grant);
                json.Amount(Field.Amount, activated.Amount);
                GrantCodec.Write(json, activated.By);
                json.Text(Field.Note, activated.Note);
                break;
            case GrantExpired expired:
                Name(json, EventName.GrantExpired);
                json.WriteString(Field.Grant, expired.Grant);
                json.Amount(Field.Amount, expired.Amount);
                break;
            case GrantVoided voided:
                Name(json, EventName.GrantVoided);
                json.WriteString(Field.Grant, voided.Grant);
                json.Amount(Field.Amount, voided.Amount);
                json.Text(Field.Reason, voided.Reason);
                json.Switch(Field.EndsGrant, voided.EndsGrant);
                json.Switch(Field.OfScheduled, voided.OfScheduled);
                break;
            case ExpiringChecked looked:
                Name(json, EventName.ExpiringChecked);
                json.WriteString(Field.Grant, looked.Grant);
                break;
        }
    }

    private static void Settings(Utf8JsonWriter json, JournalEvent recorded, JournalEntry entry)
    {
        switch (recorded)
        {
            case WalletOpened opened:
                Name(json, EventName.WalletOpened);
                json.TextUnless(Field.Zone, opened.Zone, OpenWallet.DefaultZone);
                break;
            case PlanStarted started:
                Name(json, EventName.PlanStarted);
                PlanCodec.Write(json, started.Subscription);
                json.Switch(Field.IsNew, started.IsNew);
                break;
            case PlanEnded ended:
                Name(json, EventName.PlanEnded);
                json.Text(Field.Cancelled, ended.CancelledGrant);
                break;
            case PendingChangeSet pending:
                Name(json, EventName.PendingChangeSet);
                PlanCodec.Write(json, pending.Pending);
                json.InstantUnless(Field.EffectiveAt, pending.Effective, entry.At);
                break;
            case LimitsSet limits:
                Name(json, EventName.LimitsSet);
                LimitCodec.Write(json, limits.Limits);
                break;
            case AlertsSet alerts:
                Name(json, EventName.AlertsSet);
                LimitCodec.Write(json, alerts.Alerts);
                break;
            default:
                TopUp(json, recorded, entry);
                break;
        }
    }

    private static void TopUp(Utf8JsonWriter json, JournalEvent recorded, JournalEntry entry)
    {
        switch (recorded)
        {
            case TopUpSet set:
                Name(json, EventName.TopUpSet);
                TopUpCodec.Write(json, set.Settings);
                break;
            case TopUpStarted started:
                Name(json, EventName.TopUpStarted);
                json.WriteString(Field.Id, started.Attempt);
                json.Amount(Field.Amount, started.Amount);
                break;
            case TopUpAsked:
                Name(json, EventName.TopUpAsked);
                break;
            case TopUpCompleted completed:
                Name(json, EventName.TopUpCompleted);
                json.TextUnless(Field.Id, completed.Attempt, entry.Operation);
                json.Amount(Field.Amount, completed.Amount);
                break;
            case TopUpFailed failed:
                Name(json, EventName.TopUpFailed);
                json.WriteString(Field.Id, failed.Attempt);
                json.Amount(Field.Amount, failed.Amount);
                json.Text(Field.Reason, failed.Reason);
                json.Switch(Field.Suspends, failed.Suspends);
                break;
            case TopUpResumed:
                Name(json, EventName.TopUpResumed);
                break;
            default:
                throw new InvalidOperationException($"The journal has no form for a {recorded.GetType().Name}.");
        }
    }

    private static void Name(Utf8JsonWriter json, string name) => json.WriteString(Field.Name, name);
}
