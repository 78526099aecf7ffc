using System.Text.Json;
using System.Text.Json.Serialization;

namespace Credits.AspNetCore.Api;

/// <summary>Lists of thresholds.</summary>
internal sealed class ThresholdListConverter : JsonConverter<IReadOnlyList<LimitThreshold>>
{
    private static readonly ThresholdConverter Each = new();

    public override IReadOnlyList<LimitThreshold> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException("It is a list of thresholds.");
        }

        List<LimitThreshold> thresholds = [];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            thresholds.Add(Each.Read(ref reader, typeof(LimitThreshold), options));
        }

        return thresholds;
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<LimitThreshold> value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (LimitThreshold threshold in value)
        {
            Each.Write(writer, threshold, options);
        }

        writer.WriteEndArray();
    }
}
