namespace Credits.DependencyInjection;

/// <summary>Everything that is wrong with a catalogue, each with its place, in the order in which it was said.</summary>
internal sealed class CatalogMistakes
{
    private readonly List<string> _lines = [];

    public IReadOnlyList<string> Lines => _lines;

    public void Add(string where, string what) => _lines.Add($"{where}: {what}");

    /// <summary>Takes a step that the domain may find fault with. Then the fault is noted, and the value as it was goes on to the next step.</summary>
    public T Check<T>(Place place, T value, Func<T, T> step)
    {
        try
        {
            return step(value);
        }
        catch (InvalidFieldException mistake)
        {
            string field = mistake.ParamName ?? "";
            Add(place.Of(field), Sentence(mistake)[(field.Length + 2)..]);
            return value;
        }
        catch (Exception mistake) when (mistake is ArgumentException or OverflowException)
        {
            // Numbers convert before the builder sees them; what does not fit fails in the caller's own expression.
            Add(place.Name, Sentence(mistake));
            return value;
        }
    }

    /// <summary>The message on one line, without the name of a parameter that nobody who reads it has written.</summary>
    private static string Sentence(Exception mistake)
    {
        string message = mistake.Message;
        if (mistake is ArgumentException { ParamName: { } parameter })
        {
            message = message.Replace($" (Parameter '{parameter}')", "", StringComparison.Ordinal);
        }

        return message.ReplaceLineEndings(" ");
    }
}
