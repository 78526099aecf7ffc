using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;

namespace Credits.AspNetCore.Api;

/// <summary>Instants, as text.</summary>
internal sealed class InstantConverter : JsonConverter<Instant>
{
    private const string What = "an instant such as \"2026-01-31T23:59:59Z\", in UTC, with at most 6 fractional digits";

    public override Instant Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        WireText.TryParse(ConvertedText.OfString(ref reader, What), out Instant instant) ? instant : throw new JsonException($"It is {What}.");

    public override void Write(Utf8JsonWriter writer, Instant value, JsonSerializerOptions options) => writer.WriteStringValue(WireText.Of(value));
}
