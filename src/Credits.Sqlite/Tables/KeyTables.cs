using Credits.Journal;
using Credits.Sqlite.Connections;

namespace Credits.Sqlite.Tables;

/// <summary>Finds entries by the operations that made them, and by the reservations and charges that they touched.</summary>
internal sealed class KeyTables(Session session, string prefix, JournalTable journal)
{
    private readonly Statement _operations = session.Prepare($"SELECT version FROM {prefix}operations WHERE wallet_number = ?1 AND operation = ?2");
    private readonly Statement _addOperation = session.Prepare($"INSERT INTO {prefix}operations (wallet_number, operation, version) VALUES (?1, ?2, ?3)");
    private readonly Statement _subject = session.Prepare($"SELECT version FROM {prefix}subjects WHERE wallet_number = ?1 AND kind = ?2 AND id = ?3");
    private readonly Statement _putSubject = session.Prepare($"INSERT OR REPLACE INTO {prefix}subjects (wallet_number, kind, id, version) VALUES (?1, ?2, ?3, ?4)");

    /// <summary>The entry that a key leads to.</summary>
    public JournalEntry? Find(long wallet, JournalKey key)
    {
        if (key.Kind == JournalKeyKind.Operation)
        {
            return FindOperation(wallet, key.Id, OperationKey.Of(key.Id));
        }

        return Version(wallet, key) is { } version ? journal.Read(wallet, version) : null;
    }

    /// <summary>Whether some entries bring an operation or a new subject that is known, in the wallet or from an earlier one of them.</summary>
    /// <param name="wallet">The wallet.</param>
    /// <param name="entries">The entries.</param>
    /// <param name="operations">Takes the key of each entry's operation; 0 where there is none.</param>
    public bool KnowsAny(long wallet, IReadOnlyList<JournalEntry> entries, Span<long> operations)
    {
        HashSet<JournalKey>? made = entries.Count > 1 ? new(entries.Count) : null;
        for (int i = 0; i < entries.Count; i++)
        {
            operations[i] = 0;
            if (entries[i].Operation is { } operation)
            {
                operations[i] = OperationKey.Of(operation);
                if (made?.Add(new(JournalKeyKind.Operation, operation)) == false || FindOperation(wallet, operation, operations[i]) is not null)
                {
                    return true;
                }
            }

            foreach ((JournalKey key, bool isNew) in entries[i].Subjects)
            {
                if (isNew && (made?.Add(key) == false || Version(wallet, key) is not null))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Leads to an entry from its operation, whose key was found before, and from what it touched.</summary>
    public void Add(long wallet, JournalEntry entry, long operation)
    {
        if (entry.Operation is not null)
        {
            _addOperation.Bind(1, wallet).Bind(2, operation).Bind(3, entry.Version).Execute();
        }

        foreach ((JournalKey key, _) in entry.Subjects)
        {
            _putSubject.Bind(1, wallet).Bind(2, WireNames.Of(key.Kind)).Bind(3, key.Id).Bind(4, entry.Version).Execute();
        }
    }

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
