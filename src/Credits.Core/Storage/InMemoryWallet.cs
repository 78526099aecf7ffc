using Credits.Domain;
using Credits.Journal;
using NodaTime;

namespace Credits.Storage;

/// <summary>One wallet's journal with the keys that lead into it. Its own lock guards it.</summary>
internal sealed class InMemoryWallet
{
    private readonly InMemoryJournal _entries = new();
    private WalletSnapshot? _snapshot;

    public Instant? NextDue { get; set; }

    public long Version
    {
        get
        {
            lock (this)
            {
                return _entries.Count;
            }
        }
    }

    public JournalEntry Entry(long version)
    {
        lock (this)
        {
            return _entries[(int)version - 1];
        }
    }

    public WalletHistory Load(long afterVersion, IReadOnlyList<JournalKey> keys)
    {
        lock (this)
        {
            List<KeyValuePair<JournalKey, JournalEntry>> found = [];
            foreach (JournalKey key in keys)
            {
                if (_entries.TryFind(key, out int index))
                {
                    found.Add(new(key, _entries[index]));
                }
            }

            WalletSnapshot? snapshot = afterVersion == 0 ? _snapshot : null;
            int known = (int)Math.Min(snapshot?.Version ?? afterVersion, _entries.Count);
            return known == _entries.Count && snapshot is null && found.Count == 0
                ? WalletHistory.Empty
                : new(snapshot, [.. Enumerable.Range(known, _entries.Count - known).Select(i => _entries[i])], found);
        }
    }

    /// <summary>Appends where the version is the expected one and no key is known; the caller holds the lock.</summary>
    public CommitOutcome Append(WalletCommit commit)
    {
        if (_entries.Count != commit.ExpectedVersion)
        {
            return CommitOutcome.VersionConflict;
        }

        // Of one entry, as nearly all commits are, adding it finds out whether its operation is known.
        if (commit.Entries is [var only])
        {
            if (_entries.HasSubjectOf(only) || !_entries.TryAdd(only))
            {
                return CommitOutcome.DuplicateKey;
            }
        }
        else if (HasKnownKey(commit.Entries))
        {
            return CommitOutcome.DuplicateKey;
        }
        else
        {
            for (int i = 0; i < commit.Entries.Count; i++)
            {
                _entries.TryAdd(commit.Entries[i]);
            }
        }

        _snapshot = commit.Snapshot ?? _snapshot;
        return CommitOutcome.Committed;
    }

    /// <summary>The run of versions that a range means; empty where the first is after the last.</summary>
    public (long First, long Last) Find(JournalRange range)
    {
        lock (this)
        {
            long first = Math.Max(range.AfterVersion, FirstFrom(range.From)) + 1;
            long last = Math.Min(Math.Min(range.UpToVersion, _entries.Count), FirstFrom(range.To));
            return (first, last);
        }
    }

    /// <summary>How many entries happened before an instant.</summary>
    private int FirstFrom(Instant at)
    {
        int low = 0;
        int high = _entries.Count;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (_entries.InstantOf(middle) < at)
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

    /// <summary>Whether one of several entries has a key that is known, or that another of them has.</summary>
    private bool HasKnownKey(IReadOnlyList<JournalEntry> entries)
    {
        HashSet<JournalKey> made = [];
        for (int i = 0; i < entries.Count; i++)
        {
            JournalEntry entry = entries[i];
            JournalKey operation = new(JournalKeyKind.Operation, entry.Operation ?? "");
            if (_entries.HasSubjectOf(entry) || (entry.Operation is not null && (_entries.TryFind(operation, out _) || !made.Add(operation))))
            {
                return true;
            }

            foreach (JournalEvent recorded in entry.Events)
            {
                if (recorded is { MakesSubject: true, Subject: { } key } && !made.Add(key))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
