using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Credits.Notifiers;

/// <summary>
/// The fields of a section of the configuration, written into options. What cannot be read, or does not exist, is noted with its path, so that
/// all mistakes are told together; names are compared without case.
/// </summary>
internal sealed class OptionFields(IConfigurationSection section, List<string> mistakes)
{
    public delegate bool TryParse<T>(string text, out T value);

    private readonly List<string> _known = [];

    public OptionFields Text(string name, Action<string> set) => Read(name, "", (string text, out string value) => (value = text) is not null, set);

    public OptionFields Number(string name, Action<int> set) =>
        Read(name, "is not a whole number.", (string text, out int value) => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value), set);

    public OptionFields Flag(string name, Action<bool> set) => Read<bool>(name, "is neither true nor false.", bool.TryParse, set);

    public OptionFields Time(string name, Action<TimeSpan> set) => Read(
        name,
        "is not a time such as 00:00:30.",
        (string text, out TimeSpan value) => TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out value) && text.Contains(':', StringComparison.Ordinal),
        set);

    public OptionFields Address(string name, Action<Uri> set) => Read(
        name, "is not an absolute address.", (string text, out Uri value) => Uri.TryCreate(text, UriKind.Absolute, out value!), set);

    public OptionFields Member<TEnum>(string name, Action<TEnum> set)
        where TEnum : struct, Enum => Read<TEnum>(name, $"is none of {string.Join(", ", Enum.GetNames<TEnum>())}.", TryParseMember, set);

    /// <summary>A list of texts, each read by a function; a list given replaces the default.</summary>
    public OptionFields List<T>(string name, ICollection<T> list, TryParse<T> tryParse, string mistake)
    {
        _known.Add(name);
        IConfigurationSection field = section.GetSection(name);
        if (!field.Exists())
        {
            return this;
        }

        list.Clear();
        foreach (IConfigurationSection element in field.GetChildren().Any() ? field.GetChildren() : [field])
        {
            if (element.Value is { } text && tryParse(text, out T value))
            {
                list.Add(value);
            }
            else
            {
                mistakes.Add($"{element.Path}: {mistake}");
            }
        }

        return this;
    }

    /// <summary>Notes the fields that nobody asked for.</summary>
    public void End()
    {
        foreach (IConfigurationSection field in section.GetChildren())
        {
            if (!_known.Contains(field.Key, StringComparer.OrdinalIgnoreCase))
            {
                mistakes.Add($"{field.Path}: there is no such field here; there are {string.Join(", ", _known)}.");
            }
        }
    }

    private static bool TryParseMember<TEnum>(string text, out TEnum value)
        where TEnum : struct, Enum => Enum.TryParse(text, ignoreCase: true, out value) && !int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out _);

    private OptionFields Read<T>(string name, string mistake, TryParse<T> tryParse, Action<T> set)
    {
        _known.Add(name);
        IConfigurationSection field = section.GetSection(name);
        if (field.GetChildren().Any())
        {
            mistakes.Add($"{field.Path}: one value is expected here, not several.");
        }
        else if (field.Value is { } text)
        {
            if (tryParse(text, out T value))
            {
                set(value);
            }
            else
            {
                mistakes.Add($"{field.Path}: '{text}' {mistake}");
            }
        }

        return this;
    }
}
