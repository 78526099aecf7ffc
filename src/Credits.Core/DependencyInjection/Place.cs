namespace Credits.DependencyInjection;

/// <summary>Where something of the catalogue was said, as its writer knows the place: a call in code, or a path of the configuration.</summary>
internal readonly record struct Place
{
    private readonly string _separator;

    private Place(string name, string separator)
    {
        Name = name;
        _separator = separator;
    }

    public string Name { get; }

    public static Place InCode(string call) => new(call, ", ");

    public static Place InConfiguration(string path) => new(path, ":");

    /// <summary>The name of a field at this place.</summary>
    public string Of(string field) => Name.Length == 0 ? field : Name + _separator + field;

    /// <summary>The place of the fields inside a field.</summary>
    public Place Nested(string field) => new(Of(field), _separator);
}
