using System.Text.Json;
using System.Text.Unicode;

namespace Credits.Cli.Simulate;

/// <summary>A line taken apart into its fields: which are there and where. Used for one line after the other.</summary>
internal sealed class CommandText
{
    /// <summary>Only what a command does not know can be nested deeply; it is to be refused as unknown, not as unreadable.</summary>
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 1_000 };

    private readonly JsonSlice[] _known = new JsonSlice[FieldNames.Count];
    private readonly List<(string Name, JsonSlice Value)> _others = [];
    private ReadOnlyMemory<byte> _line;

    /// <summary>The line itself.</summary>
    public ReadOnlySpan<byte> Line => _line.Span;

    public JsonSlice this[FieldName field] => _known[(int)field];

    /// <summary>Reads a line.</summary>
    /// <param name="line">One line of UTF-8; valid as long as values are asked for.</param>
    /// <param name="number">Its number, for the error.</param>
    /// <exception cref="UnreadableLineException">It is not JSON, or not an object.</exception>
    public void Read(ReadOnlyMemory<byte> line, long number)
    {
        _line = line;
        Array.Clear(_known);
        _others.Clear();
        if (!Utf8.IsValid(line.Span))
        {
            throw new UnreadableLineException(number, null, "it is not UTF-8.");
        }

        try
        {
            Utf8JsonReader reader = new(line.Span, Options);
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                // The rest is read first: what is not JSON at all is called that.
                reader.Skip();
                reader.Read();
                throw new UnreadableLineException(number, null, "it is not a JSON object.");
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                TakeField(ref reader);
            }

            reader.Read();
        }
        catch (JsonException error)
        {
            throw new UnreadableLineException(number, null, $"it is not JSON: {Reason(error)}");
        }
    }

    /// <summary>The first field in the line that is given and not among the known ones.</summary>
    /// <param name="known">A bit for each <see cref="FieldName"/>.</param>
    public (string Name, int Position)? FirstUnknown(ulong known)
    {
        (string Name, int Position)? first = null;
        for (int i = 0; i < _known.Length; i++)
        {
            if ((known & (1UL << i)) == 0 && _known[i].IsGiven)
            {
                first = Earlier(first, FieldNames.Of((FieldName)i), _known[i].Start);
            }
        }

        foreach ((string name, JsonSlice value) in _others)
        {
            if (value.IsGiven)
            {
                first = Earlier(first, name, value.Start);
            }
        }

        return first;
    }

    private static (string Name, int Position)? Earlier((string Name, int Position)? first, string name, int position) =>
        first is { } other && other.Position < position ? other : (name, position);

    /// <summary>The reader's message, without its own count of lines: there is one line, and its number is known.</summary>
    private static string Reason(JsonException error)
    {
        int end = error.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        string reason = end < 0 ? error.Message : error.Message[..end];
        return $"{reason} (byte {error.BytePositionInLine + 1})";
    }

    private void TakeField(ref Utf8JsonReader reader)
    {
        bool isKnown = FieldNames.TryFind(reader.ValueSpan, out FieldName field);
        string name = "";
        if (!isKnown)
        {
            name = JsonSlice.TextOf(ref reader) ?? "\uFFFD";
            isKnown = reader.ValueIsEscaped && FieldNames.TryFind(System.Text.Encoding.UTF8.GetBytes(name), out field);
        }

        reader.Read();
        JsonSlice value = JsonSlice.Take(ref reader);
        if (isKnown)
        {
            _known[(int)field] = value;
            return;
        }

        // Of a name given twice the last counts.
        _others.RemoveAll(other => other.Name == name);
        _others.Add((name, value));
    }
}
