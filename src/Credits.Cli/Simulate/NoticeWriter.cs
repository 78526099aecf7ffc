using System.Text.Json;
using Credits.Cli.Output;
using Credits.Notifications;

namespace Credits.Cli.Simulate;

/// <summary>Writes the line of a notice. Semantics, section 12.</summary>
internal static class NoticeWriter
{
    public static void Write(ResultLines lines, Notice notice)
    {
        Utf8JsonWriter json = lines.Begin();
        json.WriteString("notice"u8, WireNames.Of(notice.Kind));
        json.WriteString("id"u8, notice.Id);
        json.WriteInstant("at"u8, notice.At);
        json.WriteString("wallet"u8, notice.Wallet.Value);
        switch (notice)
        {
            case LimitReached limit:
                json.WriteString("policy"u8, limit.Policy);
                json.WriteAmount("threshold"u8, limit.Threshold);
                json.WriteAmount("usage"u8, limit.Usage);
                json.WriteText("user"u8, limit.User);
                json.WriteText("feature"u8, limit.Feature);
                break;
            case LowBalance low:
                json.WriteAmount("threshold"u8, low.Threshold);
                json.WriteAmount("available"u8, low.Available);
                break;
            case CreditsExhausted:
                json.WriteAmount("available"u8, CreditAmount.Zero);
                break;
            case CreditsInsufficient insufficient:
                json.WriteAmount("available"u8, insufficient.Available);
                json.WriteAmount("requested"u8, insufficient.Requested);
                break;
            case CreditsExpiring expiring:
                json.WriteString("grant"u8, expiring.Grant);
                json.WriteAmount("amount"u8, expiring.Amount);
                json.WriteInstant("expiresAt"u8, expiring.ExpiresAt);
                break;
            case ReservationExpired expired:
                json.WriteString("reservation"u8, expired.Reservation);
                json.WriteAmount("amount"u8, expired.Amount);
                break;
            case PlanReset reset:
                json.WriteString("plan"u8, reset.Plan);
                break;
        }

        lines.End();
    }
}
