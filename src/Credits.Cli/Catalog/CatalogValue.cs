using System.Text.Json;
using Credits.Shared;
using NodaTime;

namespace Credits.Cli.Catalog;

/// <summary>A value of a catalogue that knows where it stands, so that whatever is wrong with it can be named.</summary>
internal readonly record struct CatalogValue(JsonElement Element, string Path)
{
    public string Text() => Element.ValueKind == JsonValueKind.String ? TextOf(Element) : throw Wrong("a string");

    /// <summary>A JSON number, or a string in that syntax; exact to the sixth digit.</summary>
    public CreditAmount Number()
    {
        string? written = Element.ValueKind switch
        {
            JsonValueKind.Number => Element.GetRawText(),
            JsonValueKind.String => TextOf(Element),
            _ => null,
        };
        return CreditAmount.TryParse(written, out CreditAmount number) ? number : throw Wrong("a number with at most 6 fractional digits, within ±9,223,372,036,854.775807");
    }

    public int WholeNumber()
    {
        decimal number = Number().ToDecimal();
        return number % 1 == 0 && number is >= int.MinValue and <= int.MaxValue ? (int)number : throw Wrong("a whole number");
    }

    public Duration Duration() =>
        Element.ValueKind == JsonValueKind.String && DurationText.TryParse(TextOf(Element), out Duration duration)
            ? duration
            : throw Wrong("a duration of days, hours, minutes and seconds such as PT1H or P7D, more than 0");

    public TEnum Choice<TEnum>()
        where TEnum : struct, Enum =>
        Element.ValueKind == JsonValueKind.String && WireNames.TryParse(TextOf(Element), out TEnum choice)
            ? choice
            : throw Wrong($"one of {string.Join(", ", WireNames.All<TEnum>())}");

    public IEnumerable<CatalogValue> Items()
    {
        if (Element.ValueKind != JsonValueKind.Array)
        {
            throw Wrong("an array");
        }

        string path = Path;
        return Element.EnumerateArray().Select((item, index) => new CatalogValue(item, $"{path}[{index}]"));
    }

    /// <summary>Makes something of this value; what the library does not take is a mistake at this place, or in the field that the library names.</summary>
    public T Make<T>(Func<T> make)
    {
        try
        {
            return make();
        }
        catch (InvalidFieldException invalid)
        {
            // Where the field is this value itself, its path ends with the name already.
            string field = Path.EndsWith($".{invalid.ParamName}", StringComparison.Ordinal) || Path == invalid.ParamName ? Path : $"{Path}.{invalid.ParamName}";
            throw new CatalogException(field, $"'{invalid.Value}' is not valid: {invalid.Reason}.");
        }
    }

    public CatalogException Wrong(string expected) => new(Path, $"{Shown()} is not {expected}.");

    private string Shown()
    {
        const int Most = 60;
        string written = Element.GetRawText();
        return written.Length <= Most ? written : written[..Most] + "…";
    }

    private string TextOf(JsonElement element)
    {
        try
        {
            return element.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw new CatalogException(Path, "the text has half of a surrogate pair.");
        }
    }
}
