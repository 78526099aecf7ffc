using Credits.Journal;
using Credits.Storage;
using Npgsql;
using NpgsqlTypes;

namespace Credits.PostgreSql;

/// <summary>Loads a wallet: one statement, and so as of one moment.</summary>
internal sealed class WalletLoader(TableNames tables)
{
    private const int IsSnapshot = 0;
    private const int IsEntry = 1;
    private const string Columns = "j.version, j.at, j.operation, j.entry";

    private readonly string _tail = Sql(tables, withKeys: false);
    private readonly string _withKeys = Sql(tables, withKeys: true);

    public async ValueTask<WalletHistory> LoadAsync(
        IStatements statements, WalletId wallet, long afterVersion, IReadOnlyList<JournalKey> keys, CancellationToken cancellationToken)
    {
        bool withKeys = keys.Count > 0;
        NpgsqlCommand command = await statements.PrepareAsync(withKeys ? _withKeys : _tail, () => Parameters(withKeys), cancellationToken).ConfigureAwait(false);
        Dictionary<(bool IsOperation, Guid Key), JournalKey> byKey = [];
        command.Parameters[0].Value = wallet.Value;
        command.Parameters[1].Value = afterVersion;
        if (keys.Count > 0)
        {
            foreach (JournalKey key in keys)
            {
                byKey[(key.Kind == JournalKeyKind.Operation, IndexKey.Of(key))] = key;
            }

            command.Parameters[2].Value = byKey.Keys.Where(k => k.IsOperation).Select(k => k.Key).ToArray();
            command.Parameters[3].Value = byKey.Keys.Where(k => !k.IsOperation).Select(k => k.Key).ToArray();
        }

        WalletSnapshot? snapshot = null;
        List<JournalEntry> entries = [];
        List<KeyValuePair<JournalKey, JournalEntry>> found = [];
        NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                switch (reader.GetInt32(0))
                {
                    case IsSnapshot:
                        snapshot = new(reader.GetInt64(1), reader.GetFieldValue<byte[]>(5));
                        break;
                    case IsEntry:
                        entries.Add(EntryColumns.Read(reader, 1));
                        break;
                    default:
                        JournalKey key = byKey[(reader.GetBoolean(6), reader.GetGuid(7))];
                        JournalEntry entry = EntryColumns.Read(reader, 1);
                        if (key.Kind != JournalKeyKind.Operation || entry.Operation == key.Id)
                        {
                            found.Add(new(key, entry));
                        }

                        break;
                }
            }
        }

        return snapshot is null && entries.Count == 0 && found.Count == 0 ? WalletHistory.Empty : new(snapshot, InOrder(entries), found);
    }

    /// <summary>They come in order unless the server reads the parts of the statement in parallel.</summary>
    private static List<JournalEntry> InOrder(List<JournalEntry> entries)
    {
        for (int i = 1; i < entries.Count; i++)
        {
            if (entries[i].Version < entries[i - 1].Version)
            {
                entries.Sort(static (a, b) => a.Version.CompareTo(b.Version));
                break;
            }
        }

        return entries;
    }

    private static NpgsqlParameter[] Parameters(bool withKeys)
    {
        NpgsqlParameter[] all =
        [
            new() { NpgsqlDbType = NpgsqlDbType.Text },
            new() { NpgsqlDbType = NpgsqlDbType.Bigint },
            new() { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid },
            new() { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid },
        ];
        return withKeys ? all : all[..2];
    }

    private static string Sql(TableNames tables, bool withKeys)
    {
        string tail =
            $"""
            WITH kept AS MATERIALIZED (SELECT s.version, s.state FROM {tables.Snapshots} s WHERE s.wallet = $1 AND $2 = 0)
            SELECT {IsSnapshot}, k.version, NULL::bigint, NULL::uuid, NULL::text, k.state, NULL::boolean, NULL::uuid FROM kept k
            UNION ALL
            (SELECT {IsEntry}, {Columns}, NULL, NULL, NULL FROM {tables.Journal} j
            WHERE j.wallet = $1 AND j.version > coalesce((SELECT k.version FROM kept k), $2)
            ORDER BY j.version)
            """;
        return !withKeys
            ? tail
            : $"""
            {tail}
            UNION ALL
            SELECT 2, {Columns}, NULL, true, o.key FROM unnest($3) AS o (key)
            CROSS JOIN LATERAL (SELECT * FROM {tables.Journal} j WHERE j.wallet = $1 AND j.operation = o.key LIMIT 1) j
            UNION ALL
            SELECT 2, {Columns}, NULL, false, t.key FROM unnest($4) AS t (key)
            CROSS JOIN LATERAL (SELECT * FROM {tables.Subjects} s WHERE s.wallet = $1 AND s.subject = t.key LIMIT 1) s
            CROSS JOIN LATERAL (SELECT * FROM {tables.Journal} j WHERE j.wallet = $1 AND j.version = s.version LIMIT 1) j
            """;
    }
}
