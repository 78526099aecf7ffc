using Credits.Journal;
using Credits.Sqlite.Connections;

namespace Credits.Sqlite.Tables;

/// <summary>
/// Finds entries by the operations that made them, and by the reservations and charges that they touched. A reservation named as its
/// operation, as nearly all are, is found by that until it is touched again: it needs no row of its own. Pays in the benchmark
/// <c>load --store sqlite --mix reserve-capture</c>.
/// </summary>
internal sealed class KeyTables(Session session, string prefix, JournalTable journal)
{
    /// <summary>So many operations go into one statement: most of what one costs is starting it. Pays in the benchmark <c>load --store sqlite --callers 32</c>.</summary>
    private const int Together = 16;

    private static readonly string RowsTogether = string.Join(", ", Enumerable.Range(0, Together).Select(row => $"(?1, ?{row + 3}, ?2 + {row})"));
    private static readonly int[] Places = [.. Enumerable.Range(2, Together)];

    private readonly Statement _operations = session.Prepare($"SELECT version FROM {prefix}operations WHERE wallet_number = ?1 AND operation = ?2");
    private readonly Statement _anyOperation = session.Prepare(
        $"SELECT {string.Join(" OR ", Places.Select(p => $"EXISTS (SELECT 1 FROM {prefix}operations WHERE wallet_number = ?1 AND operation = ?{p})"))}");
    private readonly Statement _addOperation = session.Prepare($"INSERT INTO {prefix}operations (wallet_number, operation, version) VALUES (?1, ?2, ?3)");
    private readonly Statement _addOperations = session.Prepare($"{StoreTables.InsertMany} {prefix}operations (wallet_number, operation, version) VALUES {RowsTogether}");
    private readonly Statement _subject = session.Prepare($"SELECT version FROM {prefix}subjects WHERE wallet_number = ?1 AND kind = ?2 AND id = ?3");
    private readonly Statement _putSubject = session.Prepare($"INSERT OR REPLACE INTO {prefix}subjects (wallet_number, kind, id, version) VALUES (?1, ?2, ?3, ?4)");

    /// <summary>The entry that a key leads to.</summary>
    public JournalEntry? Find(long wallet, JournalKey key)
    {
        if (key.Kind == JournalKeyKind.Operation)
        {
            return FindOperation(wallet, key.Id, OperationKey.Of(key.Id));
        }

        return Version(wallet, key) is { } version ? journal.Read(wallet, version) : FindUntouched(wallet, key);
    }

    /// <summary>Whether some entries bring an operation or a new subject that is known, in the wallet or from an earlier one of them.</summary>
    /// <param name="wallet">The wallet.</param>
    /// <param name="entries">The entries.</param>
    /// <param name="operations">Takes the key of each entry's operation; 0 where there is none.</param>
    public bool KnowsAny(long wallet, IReadOnlyList<JournalEntry> entries, Span<long> operations)
    {
        for (int i = 0; i < entries.Count; i++)
        {
            operations[i] = entries[i].Operation is { } operation ? OperationKey.Of(operation) : 0;
        }

        return RepeatsOperation(entries) || KnowsOperation(wallet, entries, operations) || KnowsSubject(wallet, entries);
    }

    /// <summary>Leads to entries, whose versions follow each other, from their operations, whose keys were found before, and from what they touched.</summary>
    public void Add(long wallet, IReadOnlyList<JournalEntry> entries, ReadOnlySpan<long> operations)
    {
        int next = 0;
        while (next < entries.Count)
        {
            if (entries.Count - next >= Together && HaveOperations(entries, next))
            {
                BindAll(_addOperations.Bind(1, wallet).Bind(2, entries[next].Version), 3, operations.Slice(next, Together)).Execute();
                next += Together;
                continue;
            }

            if (entries[next].Operation is not null)
            {
                _addOperation.Bind(1, wallet).Bind(2, operations[next]).Bind(3, entries[next].Version).Execute();
            }

            next++;
        }

        for (int i = 0; i < entries.Count; i++)
        {
            foreach ((JournalKey key, bool isNew) in entries[i].Subjects)
            {
                if (isNew && IsOwn(key, entries[i]))
                {
                    continue;
                }

                _putSubject.Bind(1, wallet).Bind(2, WireNames.Of(key.Kind)).Bind(3, key.Id).Bind(4, entries[i].Version).Execute();
            }
        }
    }

    private static bool HaveOperations(IReadOnlyList<JournalEntry> entries, int from)
    {
        for (int i = from; i < from + Together; i++)
        {
            if (entries[i].Operation is null)
            {
                return false;
            }
        }

        return true;
    }

    private static bool RepeatsOperation(IReadOnlyList<JournalEntry> entries)
    {
        if (entries.Count == 1)
        {
            return false;
        }

        HashSet<string> operations = new(entries.Count, StringComparer.Ordinal);
        for (int i = 0; i < entries.Count; i++)
        {
            if (entries[i].Operation is { } operation && !operations.Add(operation))
            {
                return true;
            }
        }

        return false;
    }

    private bool KnowsOperation(long wallet, IReadOnlyList<JournalEntry> entries, ReadOnlySpan<long> operations)
    {
        int next = 0;
        while (entries.Count - next >= Together)
        {
            if (MayKnowAny(wallet, operations.Slice(next, Together)))
            {
                break;
            }

            next += Together;
        }

        for (; next < entries.Count; next++)
        {
            if (entries[next].Operation is { } operation && FindOperation(wallet, operation, operations[next]) is not null)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the index has any of some keys; whose they are must be looked at then.</summary>
    private bool MayKnowAny(long wallet, ReadOnlySpan<long> operations)
    {
        using Rows rows = BindAll(_anyOperation.Bind(1, wallet), 2, operations).Query();
        return rows.Read() && rows.Number(0) != 0;
    }

    private static Statement BindAll(Statement statement, int first, ReadOnlySpan<long> operations)
    {
        for (int i = 0; i < operations.Length; i++)
        {
            statement.Bind(first + i, operations[i]);
        }

        return statement;
    }

    private bool KnowsSubject(long wallet, IReadOnlyList<JournalEntry> entries)
    {
        HashSet<JournalKey>? made = null;
        for (int i = 0; i < entries.Count; i++)
        {
            foreach ((JournalKey key, bool isNew) in entries[i].Subjects)
            {
                if (isNew && ((entries.Count > 1 && !(made ??= []).Add(key)) || KnowsSubject(wallet, key, IsOwn(key, entries[i]))))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Whether a subject is known; of one named as a new operation only a row of its own can tell.</summary>
    private bool KnowsSubject(long wallet, JournalKey key, bool isOwn) =>
        Version(wallet, key) is not null || (!isOwn && FindUntouched(wallet, key) is not null);

    private static bool IsOwn(JournalKey key, JournalEntry entry) => key.Kind == JournalKeyKind.Reservation && key.Id == entry.Operation;

    /// <summary>The entry of a reservation that is named as its operation and was not touched since.</summary>
    private JournalEntry? FindUntouched(long wallet, JournalKey key) =>
        key.Kind == JournalKeyKind.Reservation && FindOperation(wallet, key.Id, OperationKey.Of(key.Id)) is { } entry && entry.Subjects.Contains((key, true))
            ? entry
            : null;

    private JournalEntry? FindOperation(long wallet, string operation, long key)
    {
        using Rows rows = _operations.Bind(1, wallet).Bind(2, key).Query();
        while (rows.Read())
        {
            if (journal.Read(wallet, rows.Number(0)) is { } entry && entry.Operation == operation)
            {
                return entry;
            }
        }

        return null;
    }

    private long? Version(long wallet, JournalKey subject)
    {
        using Rows rows = _subject.Bind(1, wallet).Bind(2, WireNames.Of(subject.Kind)).Bind(3, subject.Id).Query();
        return rows.Read() ? rows.Number(0) : null;
    }
}
