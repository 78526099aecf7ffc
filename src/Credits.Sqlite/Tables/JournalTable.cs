using System.Buffers;
using Credits.Journal;
using Credits.Sqlite.Connections;

namespace Credits.Sqlite.Tables;

/// <summary>The entries of all wallets.</summary>
internal sealed class JournalTable(Session session, string prefix)
{
    /// <summary>So many entries are appended by one statement: starting one costs about a quarter of what an entry does. Pays in the benchmark <c>load --store sqlite --callers 32</c>.</summary>
    private const int AppendedTogether = 16;

    private static readonly string RowsTogether = string.Join(", ", Enumerable.Range(0, AppendedTogether).Select(row => $"(?1, ?2 + {row}, ?{row + 3})"));

    private readonly Statement _newest = session.Prepare($"SELECT max(version) FROM {prefix}journal WHERE wallet_number = ?1");
    private readonly Statement _append = session.Prepare($"INSERT INTO {prefix}journal (wallet_number, version, entry) VALUES (?1, ?2, ?3)");
    private readonly Statement _appendMany = session.Prepare($"{StoreTables.InsertMany} {prefix}journal (wallet_number, version, entry) VALUES {RowsTogether}");
    private readonly Statement _read = session.Prepare($"SELECT entry FROM {prefix}journal WHERE wallet_number = ?1 AND version = ?2");
    private readonly Statement _after = session.Prepare($"SELECT version, entry FROM {prefix}journal WHERE wallet_number = ?1 AND version > ?2 ORDER BY version");
    private readonly Statement _forward = session.Prepare($"SELECT version, entry FROM {prefix}journal WHERE wallet_number = ?1 AND version BETWEEN ?2 AND ?3 ORDER BY version LIMIT ?4");
    private readonly Statement _backward = session.Prepare($"SELECT version, entry FROM {prefix}journal WHERE wallet_number = ?1 AND version BETWEEN ?2 AND ?3 ORDER BY version DESC LIMIT ?4");
    private readonly Statement _instant = session.Prepare($"SELECT json_extract(entry, '$.t') FROM {prefix}journal WHERE wallet_number = ?1 AND version = ?2");
    private readonly ArrayBufferWriter<byte> _json = new(1_024);

    /// <summary>The wallet's version; 0 for no entries.</summary>
    public long NewestVersion(long wallet)
    {
        using Rows rows = _newest.Bind(1, wallet).Query();
        return rows.Read() ? rows.Number(0) : 0;
    }

    /// <summary>Appends entries whose versions follow each other.</summary>
    public void Append(long wallet, IReadOnlyList<JournalEntry> entries)
    {
        int next = 0;
        for (; entries.Count - next >= AppendedTogether; next += AppendedTogether)
        {
            _appendMany.Bind(1, wallet).Bind(2, entries[next].Version);
            for (int row = 0; row < AppendedTogether; row++)
            {
                _appendMany.BindText(row + 3, Encode(entries[next + row]));
            }

            _appendMany.Execute();
        }

        for (; next < entries.Count; next++)
        {
            _append.Bind(1, wallet).Bind(2, entries[next].Version).BindText(3, Encode(entries[next])).Execute();
        }
    }

    public JournalEntry? Read(long wallet, long version)
    {
        using Rows rows = _read.Bind(1, wallet).Bind(2, version).Query();
        return rows.Read() ? Decode(version, rows.Bytes(0)) : null;
    }

    public List<JournalEntry> ReadAfter(long wallet, long version)
    {
        List<JournalEntry> entries = [];
        using Rows rows = _after.Bind(1, wallet).Bind(2, version).Query();
        while (rows.Read())
        {
            entries.Add(Decode(rows.Number(0), rows.Bytes(1)));
        }

        return entries;
    }

    /// <summary>The JSON of some entries, oldest or newest first.</summary>
    public List<(long Version, byte[] Json)> ReadPage(long wallet, long first, long last, bool newestFirst, int limit)
    {
        List<(long Version, byte[] Json)> page = [];
        using Rows rows = (newestFirst ? _backward : _forward).Bind(1, wallet).Bind(2, first).Bind(3, last).Bind(4, limit).Query();
        while (rows.Read())
        {
            page.Add((rows.Number(0), rows.Bytes(1).ToArray()));
        }

        return page;
    }

    /// <summary>How many of a wallet's entries happened before an instant. Instants never fall as versions rise, so it need not look at many.</summary>
    public long CountBefore(long wallet, long newest, long microseconds)
    {
        long low = 0;
        long high = newest;
        while (low < high)
        {
            long middle = low + ((high - low) / 2);
            if (InstantOf(wallet, middle + 1) < microseconds)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    /// <summary>The JSON of an entry, until the next is asked for.</summary>
    private ReadOnlySpan<byte> Encode(JournalEntry entry)
    {
        _json.ResetWrittenCount();
        JournalCodec.Write(entry, _json);
        return _json.WrittenSpan;
    }

    private static JournalEntry Decode(long version, ReadOnlySpan<byte> json)
    {
        byte[] rented = ArrayPool<byte>.Shared.Rent(json.Length);
        try
        {
            json.CopyTo(rented);
            return JournalCodec.Read(version, rented.AsMemory(0, json.Length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private long InstantOf(long wallet, long version)
    {
        using Rows rows = _instant.Bind(1, wallet).Bind(2, version).Query();
        return rows.Read() ? rows.Number(0) : throw new InvalidOperationException($"Entry {version} of wallet {wallet} is missing: the tables were changed by hand.");
    }
}
