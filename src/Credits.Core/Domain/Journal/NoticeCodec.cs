using System.Text.Json;
using Credits.Notifications;
using NodaTime;

namespace Credits.Journal;

/// <summary>Notices, as they are committed with what caused them.</summary>
internal static class NoticeCodec
{
    public static void Write(Utf8JsonWriter json, Notice notice, Instant usualAt)
    {
        json.WriteStartObject();
        json.WriteString(Field.Name, WireNames.Of(notice.Kind));
        json.WriteNumber(Field.Number, notice.Number);
        json.WriteString(Field.Wallet, notice.Wallet.Value);
        json.InstantUnless(Field.At, notice.At, usualAt);
        switch (notice)
        {
            case LimitReached limit:
                Write(json, limit);
                break;
            case CreditsExhausted:
                break;
            case CreditsInsufficient insufficient:
                json.AmountUnlessZero(Field.NoticeAvailable, insufficient.Available);
                json.Amount(Field.Requested, insufficient.Requested);
                break;
            case LowBalance low:
                json.Amount(Field.Threshold, low.Threshold);
                json.AmountUnlessZero(Field.NoticeAvailable, low.Available);
                break;
            case CreditsExpiring expiring:
                json.WriteString(Field.Grant, expiring.Grant);
                json.Amount(Field.Amount, expiring.Amount);
                json.Instant(Field.ExpiresAt, expiring.ExpiresAt);
                break;
            case ReservationExpired reservation:
                json.WriteString(Field.Id, reservation.Reservation);
                json.AmountUnlessZero(Field.Amount, reservation.Amount);
                break;
            case PlanReset reset:
                json.WriteString(Field.Plan, reset.Plan);
                break;
            case TopUpRequested requested:
                json.WriteString(Field.Id, requested.Attempt);
                json.Amount(Field.Amount, requested.Amount);
                json.InstantUnless(Field.StartedAt, requested.StartedAt, requested.At);
                break;
            case TopUpSuspended suspended:
                json.WriteString(Field.Id, suspended.Attempt);
                json.WriteNumber(Field.Failures, suspended.Failures);
                json.Text(Field.Reason, suspended.Reason);
                break;
            default:
                throw new InvalidOperationException($"The journal has no form for a {notice.GetType().Name}.");
        }

        json.WriteEndObject();
    }

    public static Notice Read(JsonElement json, Instant usualAt)
    {
        NoticeKind kind = json.Name<NoticeKind>(Field.Name);
        long number = json.Get(Field.Number).GetInt64();
        WalletId wallet = json.Text(Field.Wallet);
        Instant at = json.InstantOrNull(Field.At) ?? usualAt;
        return kind switch
        {
            NoticeKind.SoftLimitReached or NoticeKind.HardLimitReached => new LimitReached(
                number,
                wallet,
                at,
                kind == NoticeKind.HardLimitReached,
                json.Text(Field.Policy),
                json.TextOrNull(Field.User),
                json.TextOrNull(Field.Feature),
                json.Amount(Field.Threshold),
                json.Amount(Field.Usage),
                json.Name(Field.Window, LimitWindow.Month),
                json.InstantOrNull(Field.Start),
                json.InstantOrNull(Field.End)),
            NoticeKind.CreditsExhausted => new CreditsExhausted(number, wallet, at),
            NoticeKind.CreditsInsufficient => new CreditsInsufficient(number, wallet, at, json.Amount(Field.NoticeAvailable), json.Amount(Field.Requested)),
            NoticeKind.LowBalance => new LowBalance(number, wallet, at, json.Amount(Field.Threshold), json.Amount(Field.NoticeAvailable)),
            NoticeKind.CreditsExpiring => new CreditsExpiring(
                number, wallet, at, json.Text(Field.Grant), json.Amount(Field.Amount), json.Instant(Field.ExpiresAt)),
            NoticeKind.ReservationExpired => new ReservationExpired(number, wallet, at, json.Text(Field.Id), json.Amount(Field.Amount)),
            NoticeKind.PlanReset => new PlanReset(number, wallet, at, json.Text(Field.Plan)),
            NoticeKind.TopUpRequested => new TopUpRequested(
                number, wallet, at, json.Text(Field.Id), json.Amount(Field.Amount), json.InstantOrNull(Field.StartedAt) ?? at),
            NoticeKind.TopUpSuspended => new TopUpSuspended(
                number, wallet, at, json.Text(Field.Id), json.Get(Field.Failures).GetInt32(), json.TextOrNull(Field.Reason)),
            _ => throw JournalFormatException.TooOld($"the notice '{WireNames.Of(kind)}'"),
        };
    }

    private static void Write(Utf8JsonWriter json, LimitReached limit)
    {
        json.WriteString(Field.Policy, limit.Policy);
        json.Text(Field.User, limit.User);
        json.Text(Field.Feature, limit.Feature);
        json.AmountUnlessZero(Field.Threshold, limit.Threshold);
        json.AmountUnlessZero(Field.Usage, limit.Usage);
        json.NameUnless(Field.Window, limit.Window, LimitWindow.Month);
        json.Instant(Field.Start, limit.WindowStart);
        json.Instant(Field.End, limit.WindowEnd);
    }
}
