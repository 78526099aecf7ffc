using NodaTime;

namespace Credits.Storage;

/// <summary>Which entries of a wallet to read. Instants never fall as versions rise, so every range is one run of versions.</summary>
public sealed record JournalRange
{
    /// <summary>All entries, oldest first.</summary>
    public static JournalRange All { get; } = new();

    /// <summary>Entries after this version; 0, the default, for all.</summary>
    public long AfterVersion { get; init; }

    /// <summary>Entries up to this version; all by default.</summary>
    public long UpToVersion { get; init; } = long.MaxValue;

    /// <summary>Entries from this instant on; all by default.</summary>
    public Instant From { get; init; } = Instant.MinValue;

    /// <summary>Entries before this instant; all by default.</summary>
    public Instant To { get; init; } = Instant.MaxValue;

    /// <summary>Whether the newest come first; the oldest by default.</summary>
    public bool NewestFirst { get; init; }
}
