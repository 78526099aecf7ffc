using Microsoft.Extensions.Options;

namespace Credits.Notifiers;

/// <summary>Mistakes in options, each with the name of its key. What could not be read comes first, and is not told twice.</summary>
internal sealed class OptionMistakes(string place, IEnumerable<string> unread)
{
    private readonly List<string> _lines = [.. unread];

    public void Add(string option, string mistake)
    {
        string line = $"{place}:{option}: ";
        if (!_lines.Exists(l => l.StartsWith(line, StringComparison.OrdinalIgnoreCase)))
        {
            _lines.Add(line + mistake);
        }
    }

    public void AddWhole(string line) => _lines.Add(line);

    public void RequirePositive(string option, TimeSpan value)
    {
        if (value <= TimeSpan.Zero || value.TotalMilliseconds > int.MaxValue)
        {
            Add(option, $"'{value}' is not valid: it is more than 0, and at most 24 days.");
        }
    }

    public ValidateOptionsResult ToResult() => _lines.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(_lines);
}
