using Microsoft.Data.Sqlite;

namespace Credits.Sqlite;

/// <summary>How a <see cref="SqliteStore"/> works. Read when the store is made; later changes are not seen.</summary>
public sealed class SqliteStoreOptions
{
    private const int LongestPrefix = 40;

    /// <summary>
    /// What the names of the store's tables, indexes and views begin with: an ASCII letter, then letters, digits and underscores, 40 at most;
    /// <c>credits_</c> by default. Several stores can live in one file, each with a prefix of its own.
    /// </summary>
    public string TablePrefix { get; set; } = "credits_";

    /// <summary>
    /// Whether the store creates its schema, or brings an older one to the newest version, when it is first used; it does by default.
    /// Where it does not, <see cref="SqliteSchema.MigrateAsync"/> does it.
    /// </summary>
    public bool CreateSchema { get; set; } = true;

    /// <summary>When a commit is on the disk: <see cref="SqliteSynchronous.Full"/> by default.</summary>
    public SqliteSynchronous Synchronous { get; set; } = SqliteSynchronous.Full;

    /// <summary>How long to wait for another process or connection that holds the file's lock: 0 to 1 hour, 5 seconds by default. Then the call fails, with nothing written.</summary>
    public TimeSpan BusyTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How many wallets' commits are written together at most, sharing one sync: at least 1, 1,024 by default.</summary>
    public int MaxTogether { get; set; } = 1_024;

    /// <summary>How many commits may wait for the writer: at least 1, 100,000 by default. Beyond it a commit fails at once, with nothing written.</summary>
    public int MaxWaiting { get; set; } = 100_000;

    /// <summary>Called with every connection that the store has opened and set up, before its first use: for pragmas of the host's own, such as <c>cache_size</c>. None by default.</summary>
    public Action<SqliteConnection>? OnConnectionOpened { get; set; }

    /// <summary>A copy whose values are in their ranges.</summary>
    /// <exception cref="ArgumentException">One is not; it says which.</exception>
    internal SqliteStoreOptions Checked()
    {
        ArgumentNullException.ThrowIfNull(TablePrefix);
        if (TablePrefix.Length is 0 or > LongestPrefix
            || !char.IsAsciiLetter(TablePrefix[0])
            || !TablePrefix.All(static c => char.IsAsciiLetterOrDigit(c) || c == '_')
            || TablePrefix.StartsWith("sqlite_", StringComparison.OrdinalIgnoreCase))
        {
            throw new ArgumentException(
                $"A table prefix is an ASCII letter, then letters, digits and underscores, {LongestPrefix} at most, and not 'sqlite_'; '{TablePrefix}' is not.",
                nameof(TablePrefix));
        }

        if (!Enum.IsDefined(Synchronous))
        {
            throw new ArgumentOutOfRangeException(nameof(Synchronous), Synchronous, "Full or Normal.");
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(BusyTimeout, TimeSpan.Zero, nameof(BusyTimeout));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(BusyTimeout, TimeSpan.FromHours(1), nameof(BusyTimeout));
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxTogether, 1, nameof(MaxTogether));
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxWaiting, 1, nameof(MaxWaiting));
        return (SqliteStoreOptions)MemberwiseClone();
    }
}
