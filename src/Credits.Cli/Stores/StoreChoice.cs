using System.CommandLine;

namespace Credits.Cli.Stores;

/// <summary>The options by which a command line names a store.</summary>
internal sealed class StoreChoice
{
    private const string SqliteScheme = "sqlite:";
    private const string PostgreSqlScheme = "postgres:";
    private const string PostgreSqlLongScheme = "postgresql:";
    private const string Memory = "memory";

    private readonly bool _simulates;
    private readonly Terminal _terminal;
    private readonly Option<string> _schema = new("--schema") { Description = "PostgreSQL: the schema that holds the tables; credits where left out.", HelpName = "NAME" };
    private readonly Option<string> _prefix = new("--table-prefix") { Description = "SQLite: what the names of the tables begin with; credits_ where left out.", HelpName = "PREFIX" };
    private readonly Option<string> _store;

    /// <param name="command">Gets the options.</param>
    /// <param name="terminal">Knows the store of the environment.</param>
    /// <param name="simulates">Whether memory will do, and is the default: a simulation never ends up in the environment's store by accident.</param>
    public StoreChoice(Command command, Terminal terminal, bool simulates = false)
    {
        _simulates = simulates;
        _terminal = terminal;
        _store = new("--store")
        {
            Description = simulates
                ? "Where wallets are kept: memory (where left out), sqlite:PATH or postgres:CONNECTION. Tables are made where there are none."
                : "Where wallets are kept: sqlite:PATH or postgres:CONNECTION; $CREDITS_STORE where left out.",
            HelpName = "STORE",
        };
        command.Options.Add(_store);
        command.Options.Add(_schema);
        command.Options.Add(_prefix);
    }

    private string Supported => $"Supported: {(_simulates ? "memory, " : "")}sqlite:PATH, postgres:CONNECTION.";

    /// <summary>The store that was named; null for memory.</summary>
    /// <exception cref="ToolException">None was, or not rightly.</exception>
    public StoreAddress? FindOrNone(ParseResult parsed)
    {
        string? schema = parsed.GetValue(_schema);
        string? prefix = parsed.GetValue(_prefix);
        string? given = parsed.GetValue(_store) ?? (_simulates ? Memory : _terminal.DefaultStore);
        if (string.IsNullOrEmpty(given) && parsed.GetValue(_store) is null)
        {
            throw new ToolException("No store is named. Give --store sqlite:PATH or --store postgres:CONNECTION, or set the environment variable CREDITS_STORE.");
        }

        StoreAddress? found = Read(given!, schema, prefix);
        if (schema is not null && found is not PostgreSqlAddress)
        {
            throw new ToolException("--schema is for PostgreSQL; for a SQLite file there is --table-prefix.");
        }

        return prefix is not null && found is not SqliteAddress
            ? throw new ToolException("--table-prefix is for SQLite; for PostgreSQL there is --schema.")
            : found;
    }

    /// <summary>The store that was named.</summary>
    /// <exception cref="ToolException">None was, or not rightly.</exception>
    public StoreAddress Find(ParseResult parsed) => FindOrNone(parsed)!;

    private StoreAddress? Read(string given, string? schema, string? prefix)
    {
        if (given.StartsWith(SqliteScheme, StringComparison.Ordinal))
        {
            return new SqliteAddress(given[SqliteScheme.Length..], prefix);
        }

        if (given.StartsWith(PostgreSqlScheme, StringComparison.Ordinal))
        {
            return new PostgreSqlAddress(given[PostgreSqlScheme.Length..], schema);
        }

        if (given.StartsWith(PostgreSqlLongScheme, StringComparison.Ordinal))
        {
            return new PostgreSqlAddress(given[PostgreSqlLongScheme.Length..], schema);
        }

        return _simulates && given == Memory ? null : throw NotSupported(given);
    }

    /// <summary>A connection string whose scheme was forgotten is not shown.</summary>
    private ToolException NotSupported(string given) => given.Contains('=', StringComparison.Ordinal) || given.Contains('@', StringComparison.Ordinal)
        ? new($"The store that was named is not supported. {Supported}")
        : new($"--store '{given}' is not supported. {Supported}");
}
