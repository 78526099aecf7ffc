namespace Credits.Sqlite.Schema;

/// <summary>The SQL scripts of this assembly, with the host's table prefix in them.</summary>
internal static class Script
{
    private const string PrefixInScripts = "credits_";

    /// <summary>Makes the tables of a version from those of the version before.</summary>
    public static string Version(int version, string prefix) => Read(FormattableString.Invariant($"version-{version}.sql"), prefix);

    /// <summary>Makes the views of the newest version.</summary>
    public static string Views(string prefix) => Read("views-of-journal.sql", prefix) + Read("views-of-state.sql", prefix);

    /// <summary>Drops the views of any version, by name: the host may have some whose names begin like ours.</summary>
    public static string DropViews(string prefix) => Read("drop-views.sql", prefix);

    private static string Read(string name, string prefix)
    {
        using Stream stream = typeof(Script).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The script {name} is not in the assembly.");
        using StreamReader reader = new(stream);
        return reader.ReadToEnd().Replace(PrefixInScripts, prefix, StringComparison.Ordinal);
    }
}
