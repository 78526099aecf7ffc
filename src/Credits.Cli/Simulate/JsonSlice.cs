using System.Text;
using System.Text.Json;

namespace Credits.Cli.Simulate;

/// <summary>Where in a line a value stands: nothing is made of it until somebody asks for it.</summary>
/// <param name="Type">What begins there; <see cref="JsonTokenType.None"/> where the field is not in the line.</param>
/// <param name="Start">The value's first byte, a string's quote included.</param>
/// <param name="Length">How many bytes it has.</param>
/// <param name="IsEscaped">Whether a string has escapes.</param>
internal readonly record struct JsonSlice(JsonTokenType Type, int Start, int Length, bool IsEscaped)
{
    /// <summary>Whether there is a value: null is as good as absent.</summary>
    public bool IsGiven => Type is not (JsonTokenType.None or JsonTokenType.Null);

    /// <summary>The value that the reader is at; the reader moves to its end.</summary>
    public static JsonSlice Take(ref Utf8JsonReader reader)
    {
        JsonTokenType type = reader.TokenType;
        bool isEscaped = reader.ValueIsEscaped;
        int start = (int)reader.TokenStartIndex;
        reader.Skip();
        return new(type, start, (int)reader.BytesConsumed - start, isEscaped);
    }

    public ReadOnlySpan<byte> In(ReadOnlySpan<byte> line) => line.Slice(Start, Length);

    /// <summary>A string's text; null where this is no string, or has an escape for half a surrogate pair.</summary>
    public string? Text(ReadOnlySpan<byte> line)
    {
        if (Type != JsonTokenType.String)
        {
            return null;
        }

        if (!IsEscaped)
        {
            return Encoding.UTF8.GetString(line.Slice(Start + 1, Length - 2));
        }

        Utf8JsonReader reader = new(In(line));
        reader.Read();
        return TextOf(ref reader);
    }

    /// <summary>The text of a string or name that the reader is at; null where it has an escape for half a surrogate pair.</summary>
    public static string? TextOf(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>What stands where a number may stand, as a number or as a string; null for anything else.</summary>
    public string? NumberText(ReadOnlySpan<byte> line) => Type switch
    {
        JsonTokenType.Number => Encoding.UTF8.GetString(In(line)),
        JsonTokenType.String => Text(line),
        _ => null,
    };
}
