using Credits.Journal;
using Credits.Storage;
using NodaTime;
using Npgsql;
using NpgsqlTypes;

namespace Credits.PostgreSql;

/// <summary>Reads runs of a wallet's journal, a page a round trip, so that nothing is held between pages.</summary>
internal sealed class JournalReader(TableNames tables)
{
    /// <summary>Small first: who looks at a page of transactions needs no more.</summary>
    public const int FirstPage = 128;

    public const int LargestPage = 2_048;

    private readonly string _oldestFirst = Page(tables, "ASC");
    private readonly string _newestFirst = Page(tables, "DESC");

    /// <summary>
    /// How many entries happened before each instant: instants never fall as versions rise, so halving finds it, without an index on time.
    /// Both bounds in one round trip.
    /// </summary>
    private readonly string _countBefore =
        $"""
        WITH RECURSIVE search (bound, low, high) AS (
            SELECT b.bound, 0::bigint, w.version FROM {tables.Wallets} w CROSS JOIN unnest($2) AS b (bound) WHERE w.wallet = $1
            UNION ALL
            SELECT s.bound,
                CASE WHEN middle.at < s.bound THEN middle.version ELSE s.low END,
                CASE WHEN middle.at < s.bound THEN s.high ELSE middle.version - 1 END
            FROM search s
            CROSS JOIN LATERAL (
                SELECT j.version, j.at FROM {tables.Journal} j WHERE j.wallet = $1 AND j.version = (s.low + s.high + 1) / 2 LIMIT 1) middle
            WHERE s.low < s.high)
        SELECT bound, low FROM search WHERE low = high
        """;

    /// <summary>The versions between which a range lies; a round trip where it names instants.</summary>
    public async ValueTask<(long After, long UpTo)> FindAsync(IStatements statements, WalletId wallet, JournalRange range, CancellationToken cancellationToken)
    {
        if (range.From == Instant.MinValue && range.To == Instant.MaxValue)
        {
            return (range.AfterVersion, range.UpToVersion);
        }

        NpgsqlCommand command = await statements.PrepareAsync(_countBefore, CountParameters, cancellationToken).ConfigureAwait(false);
        long from = UnixMicroseconds.Ceiling(range.From);
        long to = UnixMicroseconds.Ceiling(range.To);
        command.Parameters[0].Value = wallet.Value;
        command.Parameters[1].Value = new[] { from, to };
        long beforeFrom = 0;
        long beforeTo = 0;
        NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                long count = reader.GetInt64(1);
                beforeFrom = reader.GetInt64(0) == from ? count : beforeFrom;
                beforeTo = reader.GetInt64(0) == to ? count : beforeTo;
            }
        }

        // The end of time is not before itself, yet nothing may be left out there: the wallet may have grown meanwhile.
        return (Math.Max(range.AfterVersion, beforeFrom), range.To == Instant.MaxValue ? range.UpToVersion : Math.Min(range.UpToVersion, beforeTo));
    }

    public async ValueTask<List<JournalEntry>> PageAsync(
        IStatements statements, WalletId wallet, long after, long upTo, bool newestFirst, int size, CancellationToken cancellationToken)
    {
        NpgsqlCommand command = await statements.PrepareAsync(newestFirst ? _newestFirst : _oldestFirst, PageParameters, cancellationToken).ConfigureAwait(false);
        command.Parameters[0].Value = wallet.Value;
        command.Parameters[1].Value = after;
        command.Parameters[2].Value = upTo;
        command.Parameters[3].Value = size;
        List<JournalEntry> entries = [];
        NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                entries.Add(EntryColumns.Read(reader, 0));
            }
        }

        return entries;
    }

    private static NpgsqlParameter[] CountParameters() =>
        [new() { NpgsqlDbType = NpgsqlDbType.Text }, new() { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint }];

    private static NpgsqlParameter[] PageParameters() =>
    [
        new() { NpgsqlDbType = NpgsqlDbType.Text },
        new() { NpgsqlDbType = NpgsqlDbType.Bigint },
        new() { NpgsqlDbType = NpgsqlDbType.Bigint },
        new() { NpgsqlDbType = NpgsqlDbType.Integer },
    ];

    private static string Page(TableNames tables, string direction) =>
        $"""
        SELECT j.version, j.at, j.operation, j.entry FROM {tables.Journal} j
        WHERE j.wallet = $1 AND j.version > $2 AND j.version <= $3
        ORDER BY j.wallet {direction}, j.version {direction} LIMIT $4
        """;
}
