using System.Text.Json;

namespace Credits.Journal;

/// <summary>Limits and alerts. A threshold in credits is a number of millionths; a percentage is a text such as <c>80%</c>.</summary>
internal static class LimitCodec
{
    public static void Write(Utf8JsonWriter json, IReadOnlyList<LimitPolicy> limits)
    {
        if (limits.Count == 0)
        {
            return;
        }

        json.WriteStartArray(Field.Limits);
        foreach (LimitPolicy policy in limits)
        {
            Write(json, policy);
        }

        json.WriteEndArray();
    }

    public static LimitPolicy[] Read(JsonElement json) => [.. json.List(Field.Limits).Select(ReadPolicy)];

    public static void Write(Utf8JsonWriter json, AlertSettings alerts)
    {
        Write(json, Field.LowBalance, alerts.LowBalance);
        if (alerts.ExpiringLead is { } lead)
        {
            json.WriteNumber(Field.ExpiringLead, UnixMicroseconds.Of(lead));
        }
    }

    public static AlertSettings ReadAlerts(JsonElement json) => new()
    {
        LowBalance = ReadThresholds(json, Field.LowBalance),
        ExpiringLead = json.Has(Field.ExpiringLead, out JsonElement lead) ? UnixMicroseconds.ToDuration(lead.GetInt64()) : null,
    };

    private static void Write(Utf8JsonWriter json, LimitPolicy policy)
    {
        json.WriteStartObject();
        json.WriteString(Field.PolicyId, policy.Id);
        json.Text(Field.User, policy.User);
        json.Text(Field.Feature, policy.Feature);
        json.NameUnless(Field.Window, policy.Window, LimitWindow.Month);
        Write(json, Field.Soft, policy.Soft);
        if (policy.Hard is { } hard)
        {
            json.WritePropertyName(Field.Hard);
            Write(json, hard);
        }

        if (policy.PurchasesRaise is { } raise)
        {
            json.WriteBoolean(Field.PurchasesRaise, raise);
        }

        json.WriteEndObject();
    }

    private static LimitPolicy ReadPolicy(JsonElement policy) => new(policy.Text(Field.PolicyId))
    {
        User = policy.TextOrNull(Field.User),
        Feature = policy.TextOrNull(Field.Feature),
        Window = policy.Name(Field.Window, LimitWindow.Month),
        Soft = ReadThresholds(policy, Field.Soft),
        Hard = policy.Has(Field.Hard, out JsonElement hard) ? ReadThreshold(hard) : null,
        PurchasesRaise = policy.Has(Field.PurchasesRaise, out JsonElement raise) ? raise.GetBoolean() : null,
    };

    private static void Write(Utf8JsonWriter json, JsonEncodedText field, IReadOnlyList<LimitThreshold> thresholds)
    {
        if (thresholds.Count == 0)
        {
            return;
        }

        json.WriteStartArray(field);
        foreach (LimitThreshold threshold in thresholds)
        {
            Write(json, threshold);
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, LimitThreshold threshold)
    {
        if (threshold.IsPercent)
        {
            json.WriteStringValue(threshold.ToString());
        }
        else
        {
            json.WriteNumberValue(threshold.Micro);
        }
    }

    private static LimitThreshold[] ReadThresholds(JsonElement json, JsonEncodedText field) => [.. json.List(field).Select(ReadThreshold)];

    private static LimitThreshold ReadThreshold(JsonElement threshold)
    {
        if (threshold.ValueKind != JsonValueKind.String)
        {
            return CreditAmount.FromMicro(threshold.GetInt64());
        }

        string text = threshold.GetString()!;
        return LimitThreshold.TryParse(text, out LimitThreshold percentage)
            ? percentage
            : throw JournalFormatException.Damaged($"'{text}' is not a threshold.");
    }
}
