using System.Globalization;
using System.Text.Json;
using NodaTime;

namespace Credits.Journal;

/// <summary>Reads fields as <see cref="FieldWriting"/> wrote them, in any order; a field of null is as good as left out.</summary>
internal static class FieldReading
{
    public static bool Has(this JsonElement json, JsonEncodedText field, out JsonElement value) =>
        json.TryGetProperty(field.EncodedUtf8Bytes, out value) && value.ValueKind != JsonValueKind.Null;

    public static JsonElement Get(this JsonElement json, JsonEncodedText field) =>
        json.Has(field, out JsonElement value) ? value : throw JournalFormatException.Damaged($"the field '{field}' is missing.");

    /// <summary>The elements of a list; none where it was left out.</summary>
    public static IEnumerable<JsonElement> List(this JsonElement json, JsonEncodedText field) =>
        json.Has(field, out JsonElement list) ? list.EnumerateArray() : [];

    public static string Text(this JsonElement json, JsonEncodedText field) => json.Get(field).GetString()!;

    public static string Text(this JsonElement json, JsonEncodedText field, string? understood) =>
        json.TextOrNull(field) ?? understood ?? throw JournalFormatException.Damaged($"the field '{field}' is missing.");

    public static string? TextOrNull(this JsonElement json, JsonEncodedText field) => json.Has(field, out JsonElement value) ? value.GetString() : null;

    public static TEnum Name<TEnum>(this JsonElement json, JsonEncodedText field)
        where TEnum : struct, Enum => Name<TEnum>(json.Text(field));

    public static TEnum Name<TEnum>(this JsonElement json, JsonEncodedText field, TEnum understood)
        where TEnum : struct, Enum => json.TextOrNull(field) is { } name ? Name<TEnum>(name) : understood;

    public static long Number(this JsonElement json, JsonEncodedText field, long understood) =>
        json.Has(field, out JsonElement value) ? value.GetInt64() : understood;

    public static CreditAmount Amount(this JsonElement json, JsonEncodedText field) => CreditAmount.FromMicro(json.Number(field, 0));

    public static Instant Instant(this JsonElement json, JsonEncodedText field) => UnixMicroseconds.ToInstant(json.Get(field).GetInt64());

    public static Instant? InstantOrNull(this JsonElement json, JsonEncodedText field) =>
        json.Has(field, out JsonElement value) ? UnixMicroseconds.ToInstant(value.GetInt64()) : null;

    public static bool Switch(this JsonElement json, JsonEncodedText field) => json.Has(field, out JsonElement value) && value.GetBoolean();

    public static Quantity? QuantityOrNull(this JsonElement json, JsonEncodedText field)
    {
        if (!json.Has(field, out JsonElement value))
        {
            return null;
        }

        return value.ValueKind == JsonValueKind.Object
            ? Credits.Quantity.OfMicro([.. value.EnumerateObject().Select(d => KeyValuePair.Create(d.Name, d.Value.GetInt64()))])
            : Credits.Quantity.OfMicro(value.GetInt64());
    }

    public static Int128 WideNumber(this JsonElement value) => value.ValueKind == JsonValueKind.String
        ? Int128.Parse(value.GetString()!, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture)
        : value.GetInt64();

    private static TEnum Name<TEnum>(string name)
        where TEnum : struct, Enum =>
        WireNames.TryParse(name, out TEnum value) ? value : throw JournalFormatException.TooOld($"the {typeof(TEnum).Name} '{name}'");
}
