using System.Text.Json;
using System.Text.Json.Serialization;

namespace Credits.AspNetCore.Api;

/// <summary>Amounts: read from a number or its text, written as text.</summary>
internal sealed class AmountConverter : JsonConverter<CreditAmount>
{
    private const string What = "a number of credits, or its text, with at most 6 fractional digits";

    public override CreditAmount Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        CreditAmount.TryParse(ConvertedText.OfStringOrNumber(ref reader, What), out CreditAmount amount) ? amount : throw new JsonException($"It is {What}.");

    public override void Write(Utf8JsonWriter writer, CreditAmount value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
