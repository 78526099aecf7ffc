using System.Text.Json;
using System.Text.Json.Serialization;

namespace Credits.AspNetCore.Api;

/// <summary>A quantity as a number's text, or an object of them; written only.</summary>
internal sealed class QuantityConverter : JsonConverter<Quantity>
{
    public override Quantity Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Nothing that is sent to the endpoints has a quantity.");

    public override void Write(Utf8JsonWriter writer, Quantity value, JsonSerializerOptions options)
    {
        if (!value.HasDimensions)
        {
            writer.WriteStringValue(value.ToString());
            return;
        }

        writer.WriteStartObject();
        foreach ((string dimension, decimal number) in value.Dimensions)
        {
            writer.WriteString(dimension, CreditAmount.FromDecimal(number).ToString());
        }

        writer.WriteEndObject();
    }
}
