using System.Text.Json;

namespace Credits.Cli.Catalog;

/// <summary>An object of a catalogue whose fields are taken by name; at the end nothing may be left.</summary>
internal sealed class CatalogObject
{
    private readonly OrderedDictionary<string, CatalogValue> _fields = new(StringComparer.Ordinal);
    private readonly CatalogValue _value;

    /// <summary>Takes an object apart.</summary>
    /// <exception cref="CatalogException">It is no object, or has a name twice.</exception>
    public CatalogObject(CatalogValue value)
    {
        _value = value;
        if (value.Element.ValueKind != JsonValueKind.Object)
        {
            throw value.Wrong("an object");
        }

        foreach (JsonProperty property in value.Element.EnumerateObject())
        {
            string path = PathOf(property.Name);
            if (!_fields.TryAdd(property.Name, new(property.Value, path)))
            {
                throw new CatalogException(path, "it is given twice.");
            }
        }
    }

    /// <summary>Takes a field; null where it is absent, which a JSON null is too.</summary>
    public CatalogValue? Take(string name) =>
        _fields.Remove(name, out CatalogValue value) && value.Element.ValueKind != JsonValueKind.Null ? value : null;

    public CatalogValue Require(string name) => Take(name) ?? throw new CatalogException(PathOf(name), "it is missing.");

    /// <summary>Takes what is left, in the order written: for objects whose names are data.</summary>
    public IReadOnlyList<KeyValuePair<string, CatalogValue>> TakeAll()
    {
        KeyValuePair<string, CatalogValue>[] all = [.. _fields.Where(f => f.Value.Element.ValueKind != JsonValueKind.Null)];
        _fields.Clear();
        return all;
    }

    public void RequireNothingElse()
    {
        foreach ((string _, CatalogValue value) in _fields)
        {
            if (value.Element.ValueKind != JsonValueKind.Null)
            {
                throw new CatalogException(value.Path, "no such field is known here.");
            }
        }
    }

    private string PathOf(string name) => _value.Path.Length == 0 ? name : $"{_value.Path}.{name}";
}
