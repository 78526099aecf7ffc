using System.Globalization;
using Microsoft.Extensions.Configuration;
using NodaTime;

namespace Credits.DependencyInjection;

/// <summary>
/// The fields of one object of the configuration. What cannot be read is noted as a mistake and gives a harmless value, for the
/// catalogue is not used then: so all mistakes are found in one go.
/// </summary>
internal sealed class ConfigurationFields
{
    private delegate bool TryParse<T>(string text, out T value);

    private readonly Dictionary<string, IConfigurationSection> _fields = new(StringComparer.OrdinalIgnoreCase);
    private readonly CatalogMistakes _mistakes;

    private ConfigurationFields(IConfiguration configuration, CatalogMistakes mistakes, IReadOnlyList<string> known)
    {
        _mistakes = mistakes;
        Place = Place.InConfiguration((configuration as IConfigurationSection)?.Path ?? "");
        if (configuration is IConfigurationSection { Value: { Length: > 0 } value })
        {
            mistakes.Add(Place.Name, $"'{value}' stands where an object is expected, with {string.Join(", ", known)}.");
        }

        foreach (IConfigurationSection field in configuration.GetChildren())
        {
            if (!known.Contains(field.Key, StringComparer.OrdinalIgnoreCase))
            {
                mistakes.Add(field.Path, $"there is no such field here; there are {string.Join(", ", known)}.");
            }
            else if (field.Exists())
            {
                _fields.Add(field.Key, field);
            }
        }
    }

    public Place Place { get; }

    public static ConfigurationFields Of(IConfiguration configuration, CatalogMistakes mistakes, params IReadOnlyList<string> known) =>
        new(configuration, mistakes, known);

    public bool Has(string field) => _fields.ContainsKey(field);

    public bool IsNested(string field) => _fields[field].GetChildren().Any();

    public string Text(string field) => Text(_fields[field], Place.Of(field)) ?? "unread";

    public CreditAmount Amount(string field) => Amount(_fields[field], Place.Of(field));

    public CreditAmount RequiredAmount(string field) => Has(field) ? Amount(field) : Missing<CreditAmount>(field, 1);

    public int Count(string field) => Parse(
        _fields[field],
        Place.Of(field),
        static (string text, out int count) => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out count),
        "is not a whole number.",
        1);

    public Duration Duration(string field) =>
        Parse<Duration>(_fields[field], Place.Of(field), DurationText.TryParse, "is not a duration such as PT1H, P7D or 01:30:00.", NodaTime.Duration.FromHours(1));

    public Duration RequiredDuration(string field) => Has(field) ? Duration(field) : Missing(field, NodaTime.Duration.FromHours(1));

    public TEnum Member<TEnum>(string field)
        where TEnum : struct, Enum =>
        Parse<TEnum>(_fields[field], Place.Of(field), WireNames.TryParse, $"is none of {string.Join(", ", WireNames.All<TEnum>())}.", default);

    /// <summary>Expects one word and nothing else.</summary>
    public void Word(string field, string word, string mistake) =>
        Parse(_fields[field], Place.Of(field), (string text, out string read) => (read = text) == word, mistake, word);

    public ConfigurationFields Nested(string field, params IReadOnlyList<string> known) => new(_fields[field], _mistakes, known);

    /// <summary>Names with a number each; null where one of them cannot be read.</summary>
    public IReadOnlyList<KeyValuePair<string, CreditAmount>>? Numbers(string field)
    {
        int before = _mistakes.Lines.Count;
        KeyValuePair<string, CreditAmount>[] numbers =
            [.. Elements(field).Where(e => e.Exists()).Select(e => KeyValuePair.Create(e.Key, Amount(e, e.Path)))];
        return _mistakes.Lines.Count == before ? numbers : null;
    }

    /// <summary>Objects in order, as they are read by a function; null where one of them cannot be read.</summary>
    public IReadOnlyList<T>? List<T>(string field, Func<ConfigurationFields, T> read, params IReadOnlyList<string> known)
    {
        int before = _mistakes.Lines.Count;
        List<T> list = [];
        foreach (IConfigurationSection element in Elements(field))
        {
            if (IsIndex(element.Key))
            {
                list.Add(read(new(element, _mistakes, known)));
            }
            else
            {
                _mistakes.Add(element.Path, "a list is expected here, not names.");
            }
        }

        return _mistakes.Lines.Count == before ? list : null;
    }

    /// <summary>Objects that have a name: in a list, where a field of theirs gives it, or in a map by that name.</summary>
    public IEnumerable<(ConfigurationFields Fields, string Name)> Named(string field, string nameField, params IReadOnlyList<string> known)
    {
        foreach (IConfigurationSection element in Has(field) ? Elements(field) : [])
        {
            ConfigurationFields fields = new(element, _mistakes, [nameField, .. known]);
            string name = element.Key;
            if (IsIndex(element.Key))
            {
                // The path stands in for a missing name, for it is no other's.
                name = fields.Has(nameField) ? fields.Text(nameField) : fields.Missing(nameField, element.Path);
            }
            else if (fields.Has(nameField) && fields.Text(nameField) is var given && given != name)
            {
                _mistakes.Add(fields.Place.Of(nameField), $"'{given}' contradicts the name '{name}' that it stands under.");
            }

            yield return (fields, name);
        }
    }

    private static bool IsIndex(string key) => int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out _);

    private IEnumerable<IConfigurationSection> Elements(string field)
    {
        // An empty list or map has an empty value and no children.
        if (_fields[field].Value is { Length: > 0 } value)
        {
            _mistakes.Add(Place.Of(field), $"'{value}' stands where several values are expected.");
        }

        return _fields[field].GetChildren();
    }

    private CreditAmount Amount(IConfigurationSection section, string path) => Parse<CreditAmount>(
        section, path, CreditAmount.TryParse, "is not a number, such as 500 or 0.25, with at most 6 fractional digits within ±9,223,372,036,854.775807.", 1);

    private T Missing<T>(string field, T harmless)
    {
        _mistakes.Add(Place.Of(field), "is missing.");
        return harmless;
    }

    private T Parse<T>(IConfigurationSection section, string path, TryParse<T> tryParse, string mistake, T harmless)
    {
        if (Text(section, path) is not { } text)
        {
            return harmless;
        }

        if (tryParse(text, out T value))
        {
            return value;
        }

        _mistakes.Add(path, $"'{text}' {mistake}");
        return harmless;
    }

    private string? Text(IConfigurationSection section, string path)
    {
        if (section.GetChildren().Any())
        {
            _mistakes.Add(path, "one value is expected here, not several.");
            return null;
        }

        if (section.Value is { Length: > 0 } text)
        {
            return text;
        }

        _mistakes.Add(path, "is empty.");
        return null;
    }
}
