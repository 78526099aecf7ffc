using System.Globalization;

namespace Credits.Domain;

/// <summary>What every id is held to: 1 to 200 characters, no control characters, whole surrogate pairs.</summary>
internal static class Identifier
{
    public const int MaxLength = 200;
    public const int MaxTextLength = 2_000;

    /// <summary>Gives the id back, or says what is wrong with it and in which field.</summary>
    public static string Require(string? value, string field)
    {
        ArgumentNullException.ThrowIfNull(value, field);
        if (value.Length == 0)
        {
            throw new InvalidFieldException(field, "", "an id has at least one character");
        }

        if (value.Length > MaxLength)
        {
            throw new InvalidFieldException(field, value, $"an id has at most {MaxLength} characters, this one has {value.Length}");
        }

        if (Fault(value, allowLines: false) is { } fault)
        {
            throw new InvalidFieldException(field, value, fault);
        }

        return value;
    }

    public static string? Optional(string? value, string field) => value is null ? null : Require(value, field);

    /// <summary>Free text such as a note: at most 2,000 characters, lines allowed.</summary>
    public static string RequireText(string? value, string field)
    {
        ArgumentNullException.ThrowIfNull(value, field);
        if (value.Length == 0)
        {
            throw new InvalidFieldException(field, "", "a text that is given is not empty");
        }

        if (value.Length > MaxTextLength)
        {
            throw new InvalidFieldException(field, value, $"a text has at most {MaxTextLength} characters, this one has {value.Length}");
        }

        if (Fault(value, allowLines: true) is { } fault)
        {
            throw new InvalidFieldException(field, value, fault);
        }

        return value;
    }

    public static string? OptionalText(string? value, string field) => value is null ? null : RequireText(value, field);

    private static string? Fault(string value, bool allowLines)
    {
        for (int i = 0; i < value.Length; i++)
        {
            char c = value[i];
            if (c is > '\u001f' and < '\u007f')
            {
                continue;
            }

            if (char.IsControl(c) && !(allowLines && c is '\n' or '\r' or '\t'))
            {
                return string.Create(CultureInfo.InvariantCulture, $"character {i + 1} is the control character U+{(int)c:X4}");
            }

            if (char.IsSurrogate(c))
            {
                if (!char.IsHighSurrogate(c) || i + 1 == value.Length || !char.IsLowSurrogate(value[i + 1]))
                {
                    return string.Create(CultureInfo.InvariantCulture, $"character {i + 1} is half of a surrogate pair");
                }

                i++;
            }
        }

        return null;
    }
}
