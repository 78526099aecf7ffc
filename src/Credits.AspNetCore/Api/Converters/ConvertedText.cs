using System.Text;
using System.Text.Json;

namespace Credits.AspNetCore.Api;

/// <summary>What the converters below share: a value is read from its text, and whatever is wrong with it is said without the text.</summary>
internal static class ConvertedText
{
    private const int MostCharacters = 100;

    /// <summary>The text of a string, or of a number as it was written: no digit is lost on the way through a floating point number.</summary>
    public static string OfStringOrNumber(ref Utf8JsonReader reader, string what) => reader.TokenType switch
    {
        JsonTokenType.String => OfString(ref reader, what),
        JsonTokenType.Number when reader.ValueSpan.Length <= MostCharacters => Encoding.UTF8.GetString(reader.ValueSpan),
        _ => throw new JsonException($"It is {what}."),
    };

    public static string OfString(ref Utf8JsonReader reader, string what) =>
        reader.TokenType == JsonTokenType.String && reader.ValueSpan.Length <= MostCharacters ? reader.GetString()! : throw new JsonException($"It is {what}.");
}
