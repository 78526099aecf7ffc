namespace Credits.PostgreSql;

/// <summary>How a <see cref="PostgreSqlStore"/> works. Read once, when the store is made.</summary>
public sealed class PostgreSqlStoreOptions
{
    /// <summary>The PostgreSQL schema that holds the tables: a letter or underscore, then letters, digits and underscores, at most 63 of ASCII; <c>credits</c> by default.</summary>
    public string Schema { get; set; } = PostgreSqlSchema.DefaultName;

    /// <summary>
    /// Whether a schema that is missing or older than this library is made or migrated when the host starts, or at the latest on first use;
    /// off by default, since it needs rights that a running service should not have. See <see cref="PostgreSqlSchema.MigrateAsync"/>.
    /// </summary>
    public bool MigrateAtStart { get; set; }

    /// <summary>
    /// How long what may pass by itself is tried again: a server that starts or fails over, a lost connection, a deadlock, a locked wallet.
    /// Zero for not at all; 10 seconds by default. A commit whose answer was lost is asked for again, and written once.
    /// </summary>
    public TimeSpan RetryFor { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How many connections the store keeps open for itself at the most: 2 or more, 8 by default. They need a session of their own, so no pooling by transaction in between.</summary>
    public int MaxConnections { get; set; } = 8;

    /// <summary>How many groups of commits are on their way at once: 1 or more, fewer than <see cref="MaxConnections"/>; 2 by default, so that one is made while the other is written.</summary>
    public int MaxGroups { get; set; } = 2;

    /// <summary>How many wallets' commits go in one round trip at the most: 1 or more, 512 by default.</summary>
    public int MaxTogether { get; set; } = 512;

    /// <summary>How many commits wait for a round trip at the most: 1 or more, 100,000 by default. One more fails at once, with nothing written.</summary>
    public int MaxWaiting { get; set; } = 100_000;

    /// <summary>
    /// How long a round trip of many wallets waits for a wallet that a transaction of the host holds: more than zero, 1 second by default. Then
    /// the others go without it, and it waits on its own for <see cref="RetryFor"/>.
    /// </summary>
    public TimeSpan LockTimeout { get; set; } = TimeSpan.FromSeconds(1);

    internal PostgreSqlStoreOptions Checked()
    {
        _ = new TableNames(Schema);
        ArgumentOutOfRangeException.ThrowIfLessThan(RetryFor, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxConnections, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxGroups, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(MaxGroups, MaxConnections);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxTogether, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxWaiting, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(LockTimeout, TimeSpan.FromMilliseconds(1));
        return (PostgreSqlStoreOptions)MemberwiseClone();
    }
}
