using System.Text.Json;
using Credits.Domain;
using NodaTime;

namespace Credits.Journal;

/// <summary>Automatic purchases: the settings, as fields of the event that sets them, and the whole state in a snapshot.</summary>
internal static class TopUpCodec
{
    public static void Write(Utf8JsonWriter json, TopUpSettings? settings)
    {
        if (settings is null)
        {
            return;
        }

        json.Amount(Field.Below, settings.Threshold);
        AmountUnlessNull(json, Field.Amount, settings.Amount);
        AmountUnlessNull(json, Field.Target, settings.Target);
        json.WriteNumber(Field.MaxPerDay, settings.MaxPerDay);
        AmountUnlessNull(json, Field.MaxPerMonth, settings.MaxCreditsPerMonth);
        json.WriteNumber(Field.CoolDown, UnixMicroseconds.Of(settings.CoolDown));
        json.WriteNumber(Field.MaxFailures, settings.MaxFailures);
        json.WriteNumber(Field.AskAgainAfter, UnixMicroseconds.Of(settings.AskAgainAfter));
    }

    public static TopUpSettings? ReadSettings(JsonElement json)
    {
        if (!json.Has(Field.Below, out _))
        {
            return null;
        }

        CreditAmount below = json.Amount(Field.Below);
        TopUpSettings settings = AmountOrNull(json, Field.Target) is { } target
            ? TopUpSettings.BuyUpTo(target, below)
            : TopUpSettings.Buy(json.Amount(Field.Amount), below);
        return settings with
        {
            MaxPerDay = Whole(json, Field.MaxPerDay),
            MaxCreditsPerMonth = AmountOrNull(json, Field.MaxPerMonth),
            CoolDown = Time(json, Field.CoolDown),
            MaxFailures = Whole(json, Field.MaxFailures),
            AskAgainAfter = Time(json, Field.AskAgainAfter),
        };
    }

    public static void Write(Utf8JsonWriter json, TopUpState? state)
    {
        if (state is null)
        {
            return;
        }

        json.WriteStartObject(SnapshotField.TopUps);
        Write(json, state.Settings);
        if (state.InFlight is { } flight)
        {
            json.WriteStartObject(SnapshotField.InFlight);
            json.WriteString(Field.Id, flight.Id);
            json.Amount(Field.Amount, flight.Amount);
            json.Instant(Field.At, flight.StartedAt);
            json.WriteNumber(Field.AskAgainAfter, UnixMicroseconds.Of(flight.AskAgainAfter));
            json.NumberUnless(SnapshotField.Asked, flight.Asked, 0);
            json.Instant(SnapshotField.NextAskAt, flight.NextAskAt);
            json.Instant(SnapshotField.MonthEnds, flight.MonthEnds);
            json.WriteEndObject();
        }

        json.Instant(SnapshotField.LastAt, state.LastAt);
        json.NumberUnless(SnapshotField.AttemptsOfDay, state.AttemptsOfDay, 0);
        json.InstantUnless(SnapshotField.DayEnds, state.DayEnds, Instant.MinValue);
        json.AmountUnlessZero(SnapshotField.CreditsOfMonth, state.CreditsOfMonth);
        json.InstantUnless(SnapshotField.MonthEnds, state.MonthEnds, Instant.MinValue);
        json.NumberUnless(Field.Failures, state.Failures, 0);
        json.Switch(SnapshotField.IsSuspended, state.IsSuspended);
        json.WriteEndObject();
    }

    public static TopUpState? ReadState(JsonElement snapshot)
    {
        if (!snapshot.Has(SnapshotField.TopUps, out JsonElement json))
        {
            return null;
        }

        return new()
        {
            Settings = ReadSettings(json),
            InFlight = json.Has(SnapshotField.InFlight, out JsonElement flight)
                ? new(
                    flight.Text(Field.Id),
                    flight.Amount(Field.Amount),
                    flight.Instant(Field.At),
                    Time(flight, Field.AskAgainAfter),
                    checked((int)flight.Number(SnapshotField.Asked, 0)),
                    flight.Instant(SnapshotField.NextAskAt),
                    flight.Instant(SnapshotField.MonthEnds))
                : null,
            LastAt = json.InstantOrNull(SnapshotField.LastAt),
            AttemptsOfDay = checked((int)json.Number(SnapshotField.AttemptsOfDay, 0)),
            DayEnds = json.InstantOrNull(SnapshotField.DayEnds) ?? Instant.MinValue,
            CreditsOfMonth = json.Amount(SnapshotField.CreditsOfMonth),
            MonthEnds = json.InstantOrNull(SnapshotField.MonthEnds) ?? Instant.MinValue,
            Failures = checked((int)json.Number(Field.Failures, 0)),
            IsSuspended = json.Switch(SnapshotField.IsSuspended),
        };
    }

    private static void AmountUnlessNull(Utf8JsonWriter json, JsonEncodedText field, CreditAmount? amount)
    {
        if (amount is { } value)
        {
            json.Amount(field, value);
        }
    }

    private static CreditAmount? AmountOrNull(JsonElement json, JsonEncodedText field) => json.Has(field, out _) ? json.Amount(field) : null;

    private static int Whole(JsonElement json, JsonEncodedText field) => json.Get(field).GetInt32();

    private static Duration Time(JsonElement json, JsonEncodedText field) => UnixMicroseconds.ToDuration(json.Get(field).GetInt64());
}
