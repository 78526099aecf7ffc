using System.Buffers;
using System.Text.Json;
using Credits.Domain;
using NodaTime;

namespace Credits.Journal;

/// <summary>
/// The whole state of a wallet as compact JSON, so that its journal need not be read from the beginning. It is derived: a
/// snapshot that cannot be read is dropped and made again. Equal states are written alike, byte for byte.
/// </summary>
internal static class WalletSnapshotCodec
{
    /// <summary>Goes up whenever an older library could not go on from what a newer one wrote.</summary>
    private const int NewestFormat = 2;

    /// <summary>A wallet that never had settings for top-ups is written as before there were any.</summary>
    private const int FormatWithoutTopUps = 1;

    public static byte[] Write(Wallet wallet)
    {
        wallet.AssertRestorable();
        return JsonOutput.Collect(wallet, Write);
    }

    /// <summary>Puts the wallet together again.</summary>
    /// <exception cref="JournalFormatException">A newer version of this library wrote the snapshot, or it is damaged.</exception>
    public static Wallet Read(WalletId id, ReadOnlyMemory<byte> utf8)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(utf8);
            return Read(id, document.RootElement);
        }
        catch (Exception failure) when (JournalFormatException.IsDamage(failure))
        {
            throw JournalFormatException.Damaged(failure.Message, failure);
        }
    }

    private static void Write(Wallet wallet, IBufferWriter<byte> output)
    {
        Utf8JsonWriter json = JsonOutput.Begin(output);
        json.WriteStartObject();
        json.NumberUnless(Field.Format, wallet.TopUps is null ? FormatWithoutTopUps : NewestFormat, FormatWithoutTopUps);
        json.WriteNumber(SnapshotField.Version, wallet.Version);
        json.Instant(Field.At, wallet.LastInstant);
        json.Text(Field.Zone, wallet.IsOpen ? wallet.Zone.Id : null);
        PlanCodec.Write(json, Field.Anchor, wallet.Windows.Anchor);
        json.Amount(Field.Available, wallet.Available);
        json.AmountUnlessZero(Field.Reserved, wallet.Reserved);
        json.NumberUnless(SnapshotField.Rows, wallet.Rows, 0);
        json.NumberUnless(SnapshotField.GrantsMade, wallet.GrantsMade, 0);
        json.NumberUnless(SnapshotField.NoticesRaised, wallet.NoticesRaised, 0);
        WritePlan(json, wallet);
        LimitCodec.Write(json, wallet.Limits);
        WriteAnnouncements(json, wallet);
        WritePrices(json, wallet.Prices);
        WriteLots(json, wallet.Lots);
        WriteReservations(json, wallet.Reservations);
        UsageCodec.Write(json, wallet);
        TopUpCodec.Write(json, wallet.TopUps);
        json.WriteEndObject();
        JsonOutput.End(json);
    }

    private static Wallet Read(WalletId id, JsonElement json)
    {
        JournalFormatException.RequireFormat(json.Number(Field.Format, FormatWithoutTopUps), NewestFormat);
        Wallet wallet = new(id);
        if (json.TextOrNull(Field.Zone) is { } zone)
        {
            wallet.Open(DateTimeZoneProviders.Tzdb[zone]);
        }

        wallet.RestoreTime(json.Get(SnapshotField.Version).GetInt64(), json.Instant(Field.At), PlanCodec.ReadDate(json, Field.Anchor));
        wallet.RestoreCounters(
            json.Number(SnapshotField.Rows, 0), json.Number(SnapshotField.GrantsMade, 0), json.Number(SnapshotField.NoticesRaised, 0));
        wallet.RestoreAlerts(
            json.Has(SnapshotField.Alerts, out JsonElement alerts) ? LimitCodec.ReadAlerts(alerts) : AlertSettings.Off,
            json.InstantOrNull(SnapshotField.AlertsSetAt) ?? default);
        wallet.SetLimits(LimitCodec.Read(json));
        Subscription? subscription = json.Has(SnapshotField.Subscription, out JsonElement plan) ? PlanCodec.ReadSubscription(plan) : null;
        wallet.RestoreLots(LotCodec.ReadAll(json), subscription?.Grant);
        wallet.RestorePlan(
            subscription,
            json.Has(SnapshotField.Pending, out JsonElement pending) ? PlanCodec.ReadPending(pending) : null,
            json.TextOrNull(SnapshotField.CancelledPlanGrant) is { } cancelled ? wallet.Lot(cancelled) : null,
            json.Switch(SnapshotField.WelcomeGiven));
        wallet.RestoreAnnouncements(
            json.Switch(SnapshotField.ExhaustedAnnounced),
            json.Switch(SnapshotField.InsufficientAnnounced),
            LimitMarkCodec.Read(json));
        foreach (JsonElement price in json.List(SnapshotField.Prices))
        {
            wallet.AddPrice(PriceCodec.Read(price));
        }

        foreach (JsonElement reservation in json.List(SnapshotField.Reservations))
        {
            wallet.AddReservation(ReadReservation(reservation, wallet.Prices));
        }

        UsageCodec.Read(json, wallet);
        wallet.RestoreTopUps(TopUpCodec.ReadState(json));
        return wallet.Available == json.Amount(Field.Available) && wallet.Reserved == json.Amount(Field.Reserved)
            ? wallet
            : throw JournalFormatException.Damaged("the grants do not add up to the balance.");
    }

    private static void WritePlan(Utf8JsonWriter json, Wallet wallet)
    {
        if (wallet.Subscription is { } subscription)
        {
            json.WriteStartObject(SnapshotField.Subscription);
            PlanCodec.Write(json, subscription);
            json.WriteEndObject();
        }

        if (wallet.Pending is { } pending)
        {
            json.WriteStartObject(SnapshotField.Pending);
            PlanCodec.Write(json, pending);
            json.WriteEndObject();
        }

        json.Text(SnapshotField.CancelledPlanGrant, wallet.CancelledPlanGrant?.Id);
        json.Switch(SnapshotField.WelcomeGiven, wallet.WelcomeGiven);
    }

    private static void WriteAnnouncements(Utf8JsonWriter json, Wallet wallet)
    {
        if (!wallet.Alerts.Equals(AlertSettings.Off))
        {
            json.WriteStartObject(SnapshotField.Alerts);
            LimitCodec.Write(json, wallet.Alerts);
            json.WriteEndObject();
        }

        json.InstantUnless(SnapshotField.AlertsSetAt, wallet.AlertsSetAt, default(Instant));
        json.Switch(SnapshotField.ExhaustedAnnounced, wallet.ExhaustedAnnounced);
        json.Switch(SnapshotField.InsufficientAnnounced, wallet.InsufficientAnnounced);
        LimitMarkCodec.Write(json, wallet.LimitMarks, wallet.LastInstant);
    }

    private static void WritePrices(Utf8JsonWriter json, IReadOnlyList<PriceTerms> prices)
    {
        json.WriteStartArray(SnapshotField.Prices);
        foreach (PriceTerms terms in prices)
        {
            json.WriteStartObject();
            PriceCodec.Write(json, terms);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteLots(Utf8JsonWriter json, IEnumerable<Lot> lots)
    {
        json.WriteStartArray(SnapshotField.Lots);
        foreach (Lot lot in lots)
        {
            LotCodec.Write(json, lot);
        }

        json.WriteEndArray();
    }

    private static void WriteReservations(Utf8JsonWriter json, IEnumerable<OpenReservation> reservations)
    {
        json.WriteStartArray(SnapshotField.Reservations);
        foreach (OpenReservation reservation in reservations.OrderBy(r => r.Id, StringComparer.Ordinal))
        {
            json.WriteStartObject();
            json.WriteString(Field.Id, reservation.Id);
            json.WriteString(Field.User, reservation.User);
            json.WriteString(Field.Feature, reservation.Feature);
            json.NumberUnless(Field.PriceNumber, reservation.Price.Number, 0);
            json.Amount(Field.Amount, reservation.Amount);
            AllocationCodec.Write(json, reservation.Pinned, reservation.Amount);
            json.Instant(Field.DebitedAt, reservation.ReservedAt);
            json.Instant(Field.ExpiresAt, reservation.ExpiresAt);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static OpenReservation ReadReservation(JsonElement json, IReadOnlyList<PriceTerms> prices)
    {
        CreditAmount amount = json.Amount(Field.Amount);
        return new(
            json.Text(Field.Id),
            json.Text(Field.User),
            json.Text(Field.Feature),
            prices[checked((int)json.Number(Field.PriceNumber, 0))],
            amount,
            json.Instant(Field.DebitedAt),
            json.Instant(Field.ExpiresAt),
            AllocationCodec.Read(json, amount));
    }
}
