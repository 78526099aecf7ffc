using Credits.Journal;
using Credits.Notifications;
using Credits.Storage;

namespace Credits.PostgreSql;

/// <summary>Commits of different wallets, as the columns that the group's statement takes them in. Used again and again; for one at a time.</summary>
internal sealed class CommitBatch
{
    private readonly Dictionary<JournalKey, (long Version, bool IsNew)> _subjectsOfCommit = [];
    private bool _hasNewWallets;

    public List<string> Wallets { get; } = [];

    public List<long> ExpectedVersions { get; } = [];

    public List<long> NewVersions { get; } = [];

    public List<long?> NextDues { get; } = [];

    public List<string> EntryWallets { get; } = [];

    public List<long> EntryVersions { get; } = [];

    public List<long> EntryInstants { get; } = [];

    public List<Guid?> EntryOperations { get; } = [];

    /// <summary>The entries' JSON, one a line: compact JSON has no line ends.</summary>
    public Utf8Buffer Entries { get; } = new();

    public List<string> SubjectWallets { get; } = [];

    public List<Guid> Subjects { get; } = [];

    public List<short> SubjectKinds { get; } = [];

    public List<long> SubjectVersions { get; } = [];

    public List<bool> SubjectsAreNew { get; } = [];

    public List<string> NoticeWallets { get; } = [];

    public List<long> NoticeNumbers { get; } = [];

    public List<long> NoticeVersions { get; } = [];

    public List<string> SnapshotWallets { get; } = [];

    public List<long> SnapshotVersions { get; } = [];

    public List<ReadOnlyMemory<byte>> SnapshotStates { get; } = [];

    public int Count => Wallets.Count;

    public CommitParts Parts =>
        (Subjects.Count > 0 ? CommitParts.Subjects : CommitParts.None)
        | (NoticeNumbers.Count > 0 ? CommitParts.Notices : CommitParts.None)
        | (SnapshotVersions.Count > 0 ? CommitParts.Snapshots : CommitParts.None)
        | (_hasNewWallets ? CommitParts.NewWallets : CommitParts.None);

    public void Clear()
    {
        _hasNewWallets = false;
        Wallets.Clear();
        ExpectedVersions.Clear();
        NewVersions.Clear();
        NextDues.Clear();
        EntryWallets.Clear();
        EntryVersions.Clear();
        EntryInstants.Clear();
        EntryOperations.Clear();
        Entries.Clear();
        SubjectWallets.Clear();
        Subjects.Clear();
        SubjectKinds.Clear();
        SubjectVersions.Clear();
        SubjectsAreNew.Clear();
        NoticeWallets.Clear();
        NoticeNumbers.Clear();
        NoticeVersions.Clear();
        SnapshotWallets.Clear();
        SnapshotVersions.Clear();
        SnapshotStates.Clear();
    }

    /// <summary>Adds a commit of a wallet that has none in the batch. False, with nothing added, where it makes a subject twice: it can never be right.</summary>
    public bool TryAdd(WalletCommit commit)
    {
        if (!TryGatherSubjects(commit.Entries))
        {
            return false;
        }

        string wallet = commit.Wallet.Value;
        _hasNewWallets |= commit.ExpectedVersion == 0;
        Wallets.Add(wallet);
        ExpectedVersions.Add(commit.ExpectedVersion);
        NewVersions.Add(commit.ExpectedVersion + commit.Entries.Count);
        NextDues.Add(commit.NextDue is { } due ? UnixMicroseconds.Floor(due) : null);
        for (int i = 0; i < commit.Entries.Count; i++)
        {
            Add(wallet, commit.Entries[i]);
        }

        foreach ((JournalKey key, (long version, bool isNew)) in _subjectsOfCommit)
        {
            SubjectWallets.Add(wallet);
            Subjects.Add(IndexKey.Of(key));
            SubjectKinds.Add((short)key.Kind);
            SubjectVersions.Add(version);
            SubjectsAreNew.Add(isNew);
        }

        if (commit.Snapshot is { } snapshot)
        {
            SnapshotWallets.Add(wallet);
            SnapshotVersions.Add(snapshot.Version);
            SnapshotStates.Add(snapshot.State);
        }

        return true;
    }

    private void Add(string wallet, JournalEntry entry)
    {
        if (Entries.Length > 0)
        {
            Entries.Add((byte)'\n');
        }

        (long at, Guid? operation) = StoredEntry.Write(entry, Entries);
        EntryWallets.Add(wallet);
        EntryVersions.Add(entry.Version);
        EntryInstants.Add(at);
        EntryOperations.Add(operation);
        IReadOnlyList<Notice> notices = entry.Notices;
        for (int i = 0; i < notices.Count; i++)
        {
            NoticeWallets.Add(wallet);
            NoticeNumbers.Add(notices[i].Number);
            NoticeVersions.Add(entry.Version);
        }
    }

    /// <summary>Each subject once, leading to the last entry that touched it: a statement changes a row only once.</summary>
    private bool TryGatherSubjects(IReadOnlyList<JournalEntry> entries)
    {
        _subjectsOfCommit.Clear();
        for (int i = 0; i < entries.Count; i++)
        {
            foreach ((JournalKey key, bool isNew) in entries[i].Subjects)
            {
                bool isKnown = _subjectsOfCommit.TryGetValue(key, out (long Version, bool IsNew) before);
                if (isNew && isKnown)
                {
                    return false;
                }

                _subjectsOfCommit[key] = (entries[i].Version, isKnown ? before.IsNew : isNew);
            }
        }

        return true;
    }
}
