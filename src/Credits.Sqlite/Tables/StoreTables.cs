using Credits.Journal;
using Credits.Sqlite.Connections;
using Credits.Storage;

namespace Credits.Sqlite.Tables;

/// <summary>All tables, on one session. Says nothing about transactions: those are the caller's.</summary>
internal sealed class StoreTables : IDisposable
{
    /// <summary>
    /// How a statement of several rows begins. OR FAIL leaves the rows before a failing one in place, which the transaction then takes back
    /// with all else; without it SQLite copies every page that it touches, into a temporary file where they are many, to take back those alone.
    /// </summary>
    public const string InsertMany = "INSERT OR FAIL INTO";

    private const int MostKeysOnStack = 128;

    private readonly KeyTables _keys;
    private readonly SnapshotTable _snapshots;

    public StoreTables(Session session, string prefix)
    {
        Session = session;
        Wallets = new(session, prefix);
        Journal = new(session, prefix);
        Outbox = new(session, prefix);
        Channels = new(session, prefix);
        Deliveries = new(session, prefix, Wallets, Journal);
        _keys = new(session, prefix, Journal);
        _snapshots = new(session, prefix);
    }

    public Session Session { get; }

    public WalletTable Wallets { get; }

    public JournalTable Journal { get; }

    public OutboxTable Outbox { get; }

    public ChannelTable Channels { get; }

    public DeliveryTables Deliveries { get; }

    /// <summary>Appends where the version is the expected one and no key is known. It looks first and writes then, so that a refused commit has nothing to undo.</summary>
    public CommitOutcome Append(WalletCommit commit)
    {
        (long Number, long? NextDue)? known = Wallets.Find(commit.Wallet);
        if ((known is { } wallet ? Journal.NewestVersion(wallet.Number) : 0) != commit.ExpectedVersion)
        {
            return CommitOutcome.VersionConflict;
        }

        // Numbers begin at 1: under 0 nothing is known.
        Span<long> operations = commit.Entries.Count <= MostKeysOnStack ? stackalloc long[commit.Entries.Count] : new long[commit.Entries.Count];
        if (_keys.KnowsAny(known?.Number ?? 0, commit.Entries, operations))
        {
            return CommitOutcome.DuplicateKey;
        }

        long? nextDue = commit.NextDue is { } due ? UnixMicroseconds.Ceiling(due) : null;
        long number = known?.Number ?? Wallets.Add(commit.Wallet, nextDue);
        if (known is { } before && before.NextDue != nextDue)
        {
            Wallets.SetDue(number, nextDue);
        }

        Journal.Append(number, commit.Entries);
        _keys.Add(number, commit.Entries, operations);
        for (int i = 0; i < commit.Entries.Count; i++)
        {
            Outbox.Add(number, commit.Entries[i]);
        }

        if (commit.Snapshot is { } snapshot)
        {
            _snapshots.Put(number, snapshot);
        }

        return CommitOutcome.Committed;
    }

    public WalletHistory Load(WalletId wallet, long afterVersion, IReadOnlyList<JournalKey> keys)
    {
        if (Wallets.Find(wallet) is not { Number: var number })
        {
            return WalletHistory.Empty;
        }

        WalletSnapshot? snapshot = afterVersion == 0 ? _snapshots.Read(number) : null;
        List<JournalEntry> entries = Journal.ReadAfter(number, snapshot?.Version ?? afterVersion);
        List<KeyValuePair<JournalKey, JournalEntry>> found = [];
        for (int i = 0; i < keys.Count; i++)
        {
            if (_keys.Find(number, keys[i]) is { } entry)
            {
                found.Add(new(keys[i], entry));
            }
        }

        return snapshot is null && entries.Count == 0 && found.Count == 0 ? WalletHistory.Empty : new(snapshot, entries, found);
    }

    /// <summary>The run of versions that a range means; empty where the first is after the last.</summary>
    public (long Wallet, long First, long Last) Find(WalletId wallet, JournalRange range)
    {
        if (Wallets.Find(wallet) is not { Number: var number })
        {
            return (0, 1, 0);
        }

        long newest = Journal.NewestVersion(number);
        long before = range.From == JournalRange.All.From ? 0 : Journal.CountBefore(number, newest, UnixMicroseconds.Ceiling(range.From));
        long until = range.To == JournalRange.All.To ? newest : Journal.CountBefore(number, newest, UnixMicroseconds.Ceiling(range.To));
        return (number, Math.Min(Math.Max(range.AfterVersion, before), newest) + 1, Math.Min(range.UpToVersion, until));
    }

    public void Dispose() => Session.Dispose();
}
