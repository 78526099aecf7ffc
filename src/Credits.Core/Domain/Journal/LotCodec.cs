using System.Text.Json;
using Credits.Domain;

namespace Credits.Journal;

/// <summary>A lot in a snapshot. What remains of it follows from the rest.</summary>
internal static class LotCodec
{
    public static void Write(Utf8JsonWriter json, Lot lot)
    {
        json.WriteStartObject();
        GrantCodec.Write(json, lot.Terms, usualId: null, usualEffectiveAt: null);
        json.Amount(Field.Amount, lot.Amount);
        json.AmountUnlessZero(SnapshotField.Reserved, lot.Reserved);
        json.AmountUnlessZero(SnapshotField.Consumed, lot.Consumed);
        json.AmountUnlessZero(SnapshotField.Expired, lot.Expired);
        json.AmountUnlessZero(SnapshotField.Voided, lot.Voided);
        json.AmountUnlessZero(SnapshotField.VoidedByAdministrator, lot.VoidedByAdministrator);
        json.NameUnless(SnapshotField.State, lot.State, LotState.Open);
        if (lot.IssuedAt is { } issuedAt)
        {
            json.InstantUnless(SnapshotField.IssuedAt, issuedAt, lot.Terms.EffectiveAt);
        }

        GrantCodec.Write(json, lot.GrantedBy);
        json.Text(SnapshotField.ReplacedBy, lot.ReplacedBy?.Id);
        json.Switch(SnapshotField.ExpiringAnnounced, lot.ExpiringAnnounced);
        json.Switch(SnapshotField.ExpiringChecked, lot.ExpiringChecked);
        json.WriteEndObject();
    }

    public static Lot Read(JsonElement json)
    {
        LotState state = json.Name(SnapshotField.State, LotState.Open);
        Lot lot = new(GrantCodec.Read(json, usualId: null, usualEffectiveAt: null), json.Amount(Field.Amount))
        {
            Reserved = json.Amount(SnapshotField.Reserved),
            Consumed = json.Amount(SnapshotField.Consumed),
            Expired = json.Amount(SnapshotField.Expired),
            Voided = json.Amount(SnapshotField.Voided),
            VoidedByAdministrator = json.Amount(SnapshotField.VoidedByAdministrator),
            State = state,
            GrantedBy = GrantCodec.ReadGranter(json),
            ExpiringAnnounced = json.Switch(SnapshotField.ExpiringAnnounced),
            ExpiringChecked = json.Switch(SnapshotField.ExpiringChecked),
        };
        lot.Remaining = lot.Amount - lot.Reserved - lot.Consumed - lot.Expired - lot.Voided;
        lot.IssuedAt = state == LotState.Scheduled ? null : json.InstantOrNull(SnapshotField.IssuedAt) ?? lot.Terms.EffectiveAt;
        return lot.IsConserved ? lot : throw JournalFormatException.Damaged($"the parts of grant '{lot.Id}' are more than its amount.");
    }

    /// <summary>Reads all lots, and which was replaced by which.</summary>
    public static Lot[] ReadAll(JsonElement snapshot)
    {
        if (!snapshot.Has(SnapshotField.Lots, out JsonElement list))
        {
            return [];
        }

        Lot[] lots = [.. list.EnumerateArray().Select(Read)];
        Dictionary<string, Lot>? byId = null;
        int place = 0;
        foreach (JsonElement json in list.EnumerateArray())
        {
            if (json.TextOrNull(SnapshotField.ReplacedBy) is { } replacement)
            {
                byId ??= lots.ToDictionary(l => l.Id, StringComparer.Ordinal);
                lots[place].ReplacedBy = byId[replacement];
            }

            place++;
        }

        return lots;
    }
}
