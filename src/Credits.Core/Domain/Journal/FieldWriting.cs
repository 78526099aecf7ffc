using System.Globalization;
using System.Text.Json;
using NodaTime;

namespace Credits.Journal;

/// <summary>Writes fields as the journal has them: amounts and times as whole millionths, nothing for what a reader knows anyway.</summary>
internal static class FieldWriting
{
    /// <summary>A text; nothing for null.</summary>
    public static void Text(this Utf8JsonWriter json, JsonEncodedText field, string? value)
    {
        if (value is not null)
        {
            json.WriteString(field, value);
        }
    }

    /// <summary>A text, where it is not the one that is understood when it is left out.</summary>
    public static void TextUnless(this Utf8JsonWriter json, JsonEncodedText field, string value, string? understood)
    {
        if (!string.Equals(value, understood, StringComparison.Ordinal))
        {
            json.WriteString(field, value);
        }
    }

    public static void NameUnless<TEnum>(this Utf8JsonWriter json, JsonEncodedText field, TEnum value, TEnum understood)
        where TEnum : struct, Enum
    {
        if (!EqualityComparer<TEnum>.Default.Equals(value, understood))
        {
            json.WriteString(field, WireNames.Of(value));
        }
    }

    public static void NumberUnless(this Utf8JsonWriter json, JsonEncodedText field, long value, long understood)
    {
        if (value != understood)
        {
            json.WriteNumber(field, value);
        }
    }

    public static void Amount(this Utf8JsonWriter json, JsonEncodedText field, CreditAmount value) => json.WriteNumber(field, value.Micro);

    public static void AmountUnlessZero(this Utf8JsonWriter json, JsonEncodedText field, CreditAmount value) => json.NumberUnless(field, value.Micro, 0);

    public static void Instant(this Utf8JsonWriter json, JsonEncodedText field, Instant? value)
    {
        if (value is { } at)
        {
            json.WriteNumber(field, UnixMicroseconds.Of(at));
        }
    }

    public static void InstantUnless(this Utf8JsonWriter json, JsonEncodedText field, Instant value, Instant? understood)
    {
        if (value != understood)
        {
            json.WriteNumber(field, UnixMicroseconds.Of(value));
        }
    }

    /// <summary>A switch; nothing for off.</summary>
    public static void Switch(this Utf8JsonWriter json, JsonEncodedText field, bool value)
    {
        if (value)
        {
            json.WriteBoolean(field, true);
        }
    }

    /// <summary>A number in millionths, or an object of them.</summary>
    public static void Quantity(this Utf8JsonWriter json, JsonEncodedText field, Quantity? value)
    {
        if (value is not { } quantity)
        {
            return;
        }

        if (!quantity.HasDimensions)
        {
            json.WriteNumber(field, quantity.Micro);
            return;
        }

        json.WriteStartObject(field);
        foreach ((string dimension, long micro) in quantity.DimensionsInMicro)
        {
            json.WriteNumber(dimension, micro);
        }

        json.WriteEndObject();
    }

    /// <summary>A sum that may be wider than 64 bits: then it is a text.</summary>
    public static void WideNumberValue(this Utf8JsonWriter json, Int128 value)
    {
        if (value >= long.MinValue && value <= long.MaxValue)
        {
            json.WriteNumberValue((long)value);
        }
        else
        {
            json.WriteStringValue(value.ToString(CultureInfo.InvariantCulture));
        }
    }
}
