using System.Text.Json;
using System.Text.Json.Serialization;

namespace Credits.AspNetCore.Api;

/// <summary>Thresholds: read from a number or a text such as <c>80%</c>, written as text.</summary>
internal sealed class ThresholdConverter : JsonConverter<LimitThreshold>
{
    private const string What = "a number of credits of 0 or more, or a percentage such as \"80%\"";

    public override LimitThreshold Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        LimitThreshold.TryParse(ConvertedText.OfStringOrNumber(ref reader, What), out LimitThreshold threshold) ? threshold : throw new JsonException($"It is {What}.");

    public override void Write(Utf8JsonWriter writer, LimitThreshold value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
