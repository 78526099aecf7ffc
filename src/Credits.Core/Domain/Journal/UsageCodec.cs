using System.Text.Json;
using Credits.Domain;

namespace Credits.Journal;

/// <summary>
/// Counts of usage in a snapshot: for each user and feature the sums of the windows in which the wallet's last instant lies, in
/// the order of <see cref="UsageWindow"/>. Windows that had passed by then count as 0 for ever and are left out; where windows
/// start follows from that instant, the zone and the anchor.
/// </summary>
internal static class UsageCodec
{
    public static void Write(Utf8JsonWriter json, Wallet wallet)
    {
        if (!wallet.IsOpen)
        {
            return;
        }

        UsageWindows windows = new(wallet.Zone) { Anchor = wallet.Windows.Anchor };
        windows.MoveTo(wallet.LastInstant);
        Int128[] used = new Int128[UsageWindows.Count];
        bool any = false;
        foreach ((string user, string feature, UsageCell cell) in wallet.Usage.Cells
            .OrderBy(c => c.User, StringComparer.Ordinal).ThenBy(c => c.Feature, StringComparer.Ordinal))
        {
            if (!IsUsed(cell, windows, used))
            {
                continue;
            }

            if (!any)
            {
                json.WriteStartArray(SnapshotField.Usage);
                any = true;
            }

            json.WriteStartObject();
            json.WriteString(Field.User, user);
            json.WriteString(Field.Feature, feature);
            Write(json, SnapshotField.Used, used);
            json.WriteEndObject();
        }

        if (any)
        {
            json.WriteEndArray();
        }

        if (IsUsed(wallet.Usage.Purchases, windows, used))
        {
            Write(json, SnapshotField.Purchases, used);
        }
    }

    /// <summary>Wants the wallet's windows at its last instant.</summary>
    public static void Read(JsonElement json, Wallet wallet)
    {
        foreach (JsonElement cell in json.List(SnapshotField.Usage))
        {
            UsageCell read = new();
            Read(cell.Get(SnapshotField.Used), read, wallet.Windows);
            wallet.Usage.Restore(cell.Text(Field.User), cell.Text(Field.Feature), read);
        }

        if (json.Has(SnapshotField.Purchases, out JsonElement purchases))
        {
            Read(purchases, wallet.Usage.Purchases, wallet.Windows);
        }
    }

    private static bool IsUsed(UsageCell cell, UsageWindows windows, Int128[] used)
    {
        bool any = false;
        for (int i = 0; i < used.Length; i++)
        {
            used[i] = cell.Read((UsageWindow)i, windows);
            any |= used[i] != 0;
        }

        return any;
    }

    private static void Write(Utf8JsonWriter json, JsonEncodedText field, Int128[] used)
    {
        json.WriteStartArray(field);
        foreach (Int128 sum in used)
        {
            json.WideNumberValue(sum);
        }

        json.WriteEndArray();
    }

    private static void Read(JsonElement sums, UsageCell cell, UsageWindows windows)
    {
        for (int i = 0; i < UsageWindows.Count; i++)
        {
            cell.Restore((UsageWindow)i, windows, sums[i].WideNumber());
        }
    }
}
