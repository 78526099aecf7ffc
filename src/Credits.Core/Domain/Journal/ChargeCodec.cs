using System.Text.Json;
using Credits.Domain;

namespace Credits.Journal;

/// <summary>What a reservation or a consume has become, as fields of the event that says so.</summary>
internal static class ChargeCodec
{
    public static void Write(Utf8JsonWriter json, Charge charge, string usualUser)
    {
        json.WriteString(Field.Id, charge.Id);
        if (charge.Outcome is { } outcome)
        {
            json.WriteString(Field.Outcome, WireNames.Of(outcome));
        }

        json.TextUnless(Field.User, charge.User, usualUser);
        json.WriteString(Field.Feature, charge.Feature);
        json.Instant(Field.DebitedAt, charge.DebitedAt);
        CreditAmount taken = charge.Taken.Total;
        json.AmountUnlessZero(Field.Amount, taken);
        AllocationCodec.Write(json, charge.Taken, taken);
        json.Instant(Field.OverageAt, charge.OverageAt);
        AllocationCodec.WriteList(json, Field.Overage, charge.Overage);
    }

    public static Charge Read(JsonElement json, string usualUser) => new(
        json.Text(Field.Id),
        json.Has(Field.Outcome, out _) ? json.Name<ReservationOutcome>(Field.Outcome) : null,
        json.Text(Field.User, usualUser),
        json.Text(Field.Feature),
        json.Instant(Field.DebitedAt),
        AllocationCodec.Read(json, json.Amount(Field.Amount)),
        json.InstantOrNull(Field.OverageAt),
        AllocationCodec.ReadList(json, Field.Overage));
}
