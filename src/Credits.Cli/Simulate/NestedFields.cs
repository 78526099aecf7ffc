using System.Text.Json;

namespace Credits.Cli.Simulate;

/// <summary>The fields of an object inside a command. What is wrong with one is told by the code alone: the field named is the top-level one.</summary>
internal sealed class NestedFields
{
    private readonly Dictionary<string, JsonElement> _fields = new(StringComparer.Ordinal);

    /// <summary>Takes an object apart; of a name given twice the last counts, and null is absent.</summary>
    /// <exception cref="NestedFieldException">It is no object.</exception>
    public NestedFields(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw new NestedFieldException(InvalidField.InvalidValue);
        }

        foreach (JsonProperty property in element.EnumerateObject())
        {
            _fields[NameOf(property)] = property.Value;
        }
    }

    /// <summary>Whether something is left that nobody took.</summary>
    public bool HasOthers => _fields.Values.Any(f => f.ValueKind != JsonValueKind.Null);

    public JsonElement? Take(string name) =>
        _fields.Remove(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value : null;

    public string? Identifier(string name) => Take(name) is not { } value ? null
        : TextOf(value) is { } text && FieldReader.IsIdentifier(text) ? text
        : throw new NestedFieldException(InvalidField.InvalidValue);

    public string RequiredIdentifier(string name) => Identifier(name) ?? throw new NestedFieldException(InvalidField.Required);

    public bool? Flag(string name) => Take(name) is not { } value ? null
        : value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean()
        : throw new NestedFieldException(InvalidField.InvalidValue);

    public TEnum? Choice<TEnum>(string name)
        where TEnum : struct, Enum => Take(name) is not { } value ? null
        : WireNames.TryParse(TextOf(value), out TEnum choice) ? choice
        : throw new NestedFieldException(InvalidField.InvalidValue);

    public TEnum RequiredChoice<TEnum>(string name)
        where TEnum : struct, Enum => Choice<TEnum>(name) ?? throw new NestedFieldException(InvalidField.Required);

    /// <summary>A string's text; null where it is none, or has an escape for half a surrogate pair.</summary>
    public static string? TextOf(JsonElement element)
    {
        try
        {
            return element.ValueKind == JsonValueKind.String ? element.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static string NameOf(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            return "\uFFFD";
        }
    }
}
