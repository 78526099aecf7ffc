using System.Text.Json;
using Credits.Shared;
using NodaTime;

namespace Credits.Cli.Simulate;

/// <summary>
/// Makes the library's values of a command's fields. The first failure is kept and the reading goes on, so that whoever reads the
/// fields in the order of the table finds the failure that counts; what is returned after one is not to be used.
/// </summary>
internal sealed partial class FieldReader(CommandText text)
{
    private (FieldName Field, int Position)? _nestedUnknown;

    /// <summary>The first failure so far.</summary>
    public InvalidField? Failure { get; private set; }

    internal static bool IsIdentifier(string text)
    {
        try
        {
            _ = new WalletId(text);
            return true;
        }
        catch (InvalidFieldException)
        {
            return false;
        }
    }

    public void Begin()
    {
        Failure = null;
        _nestedUnknown = null;
    }

    public bool IsGiven(FieldName field) => text[field].IsGiven;

    /// <summary>Ends the reading of a command: what it does not know comes last, the first in the line, at whatever depth.</summary>
    /// <param name="known">A bit for each <see cref="FieldName"/> that the command knows.</param>
    /// <returns>Whether the command is valid so far as fields alone can tell.</returns>
    public bool IsValid(ulong known)
    {
        if (Failure is null)
        {
            (string Name, int Position)? unknown = text.FirstUnknown(known);
            if (_nestedUnknown is { } nested && !(unknown?.Position < nested.Position))
            {
                unknown = (FieldNames.Of(nested.Field), nested.Position);
            }

            if (unknown is { } first)
            {
                Failure = new(InvalidField.UnknownField, first.Name);
            }
        }

        return Failure is null;
    }

    public void Fail(FieldName field, string code = InvalidField.InvalidValue) => Failure ??= new(code, FieldNames.Of(field));

    /// <summary>An id; the library's own rule for them, which all ids share, says whether it is one.</summary>
    public string? Identifier(FieldName field)
    {
        if (!IsGiven(field))
        {
            return null;
        }

        string? id = text[field].Text(text.Line);
        if (id is null || !IsIdentifier(id))
        {
            Fail(field);
        }

        return id;
    }

    public string RequiredIdentifier(FieldName field) => Required(field) ? Identifier(field) ?? "" : "";

    /// <summary>A text for people.</summary>
    public string? Text(FieldName field)
    {
        if (!IsGiven(field))
        {
            return null;
        }

        string? given = text[field].Text(text.Line);
        if (string.IsNullOrEmpty(given))
        {
            Fail(field);
        }

        return given;
    }

    public string RequiredText(FieldName field) => Required(field) ? Text(field) ?? "" : "";

    public bool Flag(FieldName field)
    {
        if (IsGiven(field) && text[field].Type is not (JsonTokenType.True or JsonTokenType.False))
        {
            Fail(field);
        }

        return text[field].Type == JsonTokenType.True;
    }

    public TEnum? Choice<TEnum>(FieldName field)
        where TEnum : struct, Enum
    {
        if (!IsGiven(field))
        {
            return null;
        }

        if (!WireNames.TryParse(text[field].Text(text.Line), out TEnum choice))
        {
            Fail(field);
        }

        return choice;
    }

    public TEnum RequiredChoice<TEnum>(FieldName field)
        where TEnum : struct, Enum => Required(field) ? Choice<TEnum>(field) ?? default : default;

    public Instant? Instant(FieldName field)
    {
        if (!IsGiven(field))
        {
            return null;
        }

        if (!TryReadInstant(field, out Instant instant))
        {
            Fail(field);
        }

        return instant;
    }

    public Duration? Duration(FieldName field)
    {
        if (!IsGiven(field))
        {
            return null;
        }

        if (!DurationText.TryParse(text[field].Text(text.Line), out Duration duration))
        {
            Fail(field);
        }

        return duration;
    }

    /// <summary>The instant of the line; false where it is none.</summary>
    public bool TryReadInstant(FieldName field, out Instant instant)
    {
        JsonSlice slice = text[field];
        instant = default;
        if (slice.Type != JsonTokenType.String)
        {
            return false;
        }

        return slice.IsEscaped
            ? slice.Text(text.Line) is { } unescaped && InstantText.TryParse(System.Text.Encoding.UTF8.GetBytes(unescaped), out instant)
            : InstantText.TryParse(text.Line.Slice(slice.Start + 1, slice.Length - 2), out instant);
    }

    private bool Required(FieldName field)
    {
        if (!IsGiven(field))
        {
            Fail(field, InvalidField.Required);
            return false;
        }

        return true;
    }

    private void NoteUnknown(FieldName field)
    {
        // All that is unknown inside a field names that field, so the field's own place is as good as the exact one.
        int position = text[field].Start;
        if (_nestedUnknown is not { } other || position < other.Position)
        {
            _nestedUnknown = (field, position);
        }
    }
}
