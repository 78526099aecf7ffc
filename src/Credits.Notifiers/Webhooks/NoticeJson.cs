using System.Text.Json;
using Credits.Notifications;
using NodaTime;
using NodaTime.Text;

namespace Credits.Notifiers;

/// <summary>The body of a webhook, as docs/notifiers.md describes it. The same notice has the same bytes at every attempt; fields may be added, none changes its meaning.</summary>
internal static class NoticeJson
{
    public static byte[] Write(Notice notice)
    {
        using MemoryStream body = new();
        using (Utf8JsonWriter json = new(body))
        {
            json.WriteStartObject();
            json.WriteString("type", WireNames.Of(notice.Kind));
            At(json, "timestamp", notice.At);
            json.WriteStartObject("data");
            json.WriteString("id", notice.Id);
            json.WriteString("wallet", notice.Wallet.Value);
            At(json, "at", notice.At);
            json.WriteStartObject("actor");
            json.WriteString("id", notice.ActorId);
            json.WriteString("name", notice.ActorName);
            json.WriteEndObject();
            WriteFacts(json, notice);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return body.ToArray();
    }

    private static void WriteFacts(Utf8JsonWriter json, Notice notice)
    {
        switch (notice)
        {
            case LimitReached limit:
                WriteLimit(json, limit);
                break;
            case LowBalance low:
                Amount(json, "threshold", low.Threshold);
                Amount(json, "available", low.Available);
                break;
            case CreditsExhausted:
                Amount(json, "available", CreditAmount.Zero);
                break;
            case CreditsInsufficient insufficient:
                Amount(json, "available", insufficient.Available);
                Amount(json, "requested", insufficient.Requested);
                break;
            case CreditsExpiring expiring:
                json.WriteString("grant", expiring.Grant);
                Amount(json, "amount", expiring.Amount);
                At(json, "expiresAt", expiring.ExpiresAt);
                break;
            case ReservationExpired expired:
                json.WriteString("reservation", expired.Reservation);
                Amount(json, "amount", expired.Amount);
                break;
            case PlanReset reset:
                json.WriteString("plan", reset.Plan);
                break;
            case TopUpRequested requested:
                json.WriteString("attempt", requested.Attempt);
                Amount(json, "amount", requested.Amount);
                At(json, "startedAt", requested.StartedAt);
                break;
            case TopUpSuspended suspended:
                json.WriteString("attempt", suspended.Attempt);
                json.WriteNumber("failures", suspended.Failures);
                if (suspended.Reason is { } reason)
                {
                    json.WriteString("reason", reason);
                }

                break;
        }
    }

    private static void WriteLimit(Utf8JsonWriter json, LimitReached limit)
    {
        json.WriteString("policy", limit.Policy);
        Amount(json, "threshold", limit.Threshold);
        Amount(json, "usage", limit.Usage);
        if (limit.User is { } user)
        {
            json.WriteString("user", user);
        }

        if (limit.Feature is { } feature)
        {
            json.WriteString("feature", feature);
        }

        json.WriteString("window", WireNames.Of(limit.Window));
        if (limit.WindowEnd is { } end)
        {
            At(json, "resetsAt", end);
        }
    }

    /// <summary>A JSON number with every digit: receivers that want it exact read it as a decimal.</summary>
    private static void Amount(Utf8JsonWriter json, string name, CreditAmount amount)
    {
        json.WritePropertyName(name);
        json.WriteRawValue(amount.ToString());
    }

    private static void At(Utf8JsonWriter json, string name, Instant at) => json.WriteString(name, InstantPattern.ExtendedIso.Format(at));
}
