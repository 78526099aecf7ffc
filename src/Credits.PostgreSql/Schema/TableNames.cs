namespace Credits.PostgreSql;

/// <summary>The tables' names, with their schema and quoted. Immutable.</summary>
internal sealed record TableNames
{
    private const int MaxLength = 63;

    public TableNames(string schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        bool isPlain = schema.Length is > 0 and <= MaxLength
            && schema.All(static c => char.IsAsciiLetterOrDigit(c) || c == '_') && !char.IsAsciiDigit(schema[0]);
        Schema = isPlain
            ? schema
            : throw new ArgumentException($"'{schema}' cannot name a schema: it takes a letter or underscore, then letters, digits and underscores, at most {MaxLength}.", nameof(schema));
    }

    public string Schema { get; }

    public string Wallets => Of("wallets");

    public string Journal => Of("journal");

    public string Subjects => Of("subjects");

    public string Snapshots => Of("snapshots");

    public string Outbox => Of("outbox");

    public string Channels => Of("channels");

    public string Turns => Of("turns");

    public string Deliveries => Of("deliveries");

    public string SchemaVersions => Of("schema_versions");

    public string Of(string name) => $"\"{Schema}\".{name}";
}
