using System.Text.Json;
using System.Text.Json.Serialization;
using Credits.Shared;
using NodaTime;

namespace Credits.AspNetCore.Api;

/// <summary>Durations, as text.</summary>
internal sealed class DurationConverter : JsonConverter<Duration>
{
    private const string What = "a duration such as \"P7D\" or \"PT1H\", of more than 0";

    public override Duration Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        DurationText.TryParse(ConvertedText.OfString(ref reader, What), out Duration duration) ? duration : throw new JsonException($"It is {What}.");

    public override void Write(Utf8JsonWriter writer, Duration value, JsonSerializerOptions options) => writer.WriteStringValue(WireText.Of(value));
}
