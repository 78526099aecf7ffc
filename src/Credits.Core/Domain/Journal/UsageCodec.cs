using System.Text.Json;
using Credits.Domain;

namespace Credits.Journal;

/// <summary>
/// Counts of usage in a snapshot: for each user and feature the sums of the windows in which the wallet's last instant lies, in
/// the order of <see cref="UsageWindow"/>. Windows that had passed by then count as 0 for ever and are left out; where windows
/// start follows from that instant, the zone and the anchor. And the sums of the latest days for each feature, as pairs of the local date
/// (days since the Unix epoch) and the sum.
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

        WriteDaily(json, wallet.Usage.Daily, WalletCalendar.DayOf(wallet.LastInstant, wallet.Zone));
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

        foreach (JsonElement daily in json.List(SnapshotField.Daily))
        {
            DailyUsage read = wallet.Usage.DailyOf(daily.Text(Field.Feature));
            foreach (JsonElement day in daily.Get(SnapshotField.Days).EnumerateArray())
            {
                read.Restore(day[0].GetInt32(), day[1].WideNumber());
            }
        }
    }

    private static void WriteDaily(Utf8JsonWriter json, IReadOnlyDictionary<string, DailyUsage> features, int today)
    {
        bool any = false;
        foreach ((string feature, DailyUsage daily) in features)
        {
            (int Day, Int128 Used)[] kept = [.. daily.Days.Where(d => d.Day > today - DailyUsage.DaysKept)];
            if (kept.Length == 0)
            {
                continue;
            }

            if (!any)
            {
                json.WriteStartArray(SnapshotField.Daily);
                any = true;
            }

            json.WriteStartObject();
            json.WriteString(Field.Feature, feature);
            json.WriteStartArray(SnapshotField.Days);
            foreach ((int day, Int128 used) in kept)
            {
                json.WriteStartArray();
                json.WriteNumberValue(day);
                json.WideNumberValue(used);
                json.WriteEndArray();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        if (any)
        {
            json.WriteEndArray();
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
