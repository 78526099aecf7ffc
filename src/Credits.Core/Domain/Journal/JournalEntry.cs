using Credits.Domain;
using Credits.Notifications;
using NodaTime;

namespace Credits.Journal;

/// <summary>
/// One step of a wallet's history: an accepted operation, or something that fell due, with everything it did. The journal is
/// the truth; balances, rows and snapshots are derived from it. Immutable once committed.
/// </summary>
public sealed class JournalEntry
{
    private string? _fingerprint;

    internal JournalEntry(long version, Instant at, string actorId, string actorName, string? operation, string? operationName, Command? command)
    {
        Version = version;
        At = at;
        ActorId = actorId;
        ActorName = actorName;
        Operation = operation;
        OperationName = operationName;
        Command = command;
    }

    /// <summary>The wallet's version after this entry: 1, 2, 3, … without gaps.</summary>
    public long Version { get; }

    /// <summary>When it happened, to the microsecond; never before an earlier entry.</summary>
    public Instant At { get; }

    /// <summary>The id of who did it; <c>system</c> for what fell due.</summary>
    public string ActorId { get; }

    /// <summary>The name of who did it.</summary>
    public string ActorName { get; }

    /// <summary>The operation's id, unique in the wallet; null for what fell due and for the notices of a refusal.</summary>
    public string? Operation { get; }

    /// <summary>What kind of operation it was, for example <c>consume</c>.</summary>
    public string? OperationName { get; }

    /// <summary>The available credits after it.</summary>
    public CreditAmount Available { get; internal set; }

    /// <summary>The reserved credits after it.</summary>
    public CreditAmount Reserved { get; internal set; }

    /// <summary>The notices committed with it, to be delivered; usually none.</summary>
    public IReadOnlyList<Notice> Notices
    {
        get;
        internal set => field = value.Count == 0 ? value : [.. value.Select(n => n with { ActorId = ActorId, ActorName = ActorName })];
    } = [];

    /// <summary>The transaction rows that it wrote, in order; often one, sometimes none.</summary>
    public IEnumerable<Transaction> Transactions
    {
        get
        {
            foreach (JournalEvent recorded in Events)
            {
                if (recorded is RowEvent { WritesRow: true } row)
                {
                    yield return row.ToTransaction(this);
                }
            }
        }
    }

    /// <summary>
    /// The names besides <see cref="Operation"/> by which a store finds it again. A new one must be unknown to the store before;
    /// for the others this entry becomes the newest.
    /// </summary>
    public IEnumerable<(JournalKey Key, bool IsNew)> Subjects
    {
        get
        {
            foreach (JournalEvent recorded in Events)
            {
                if (recorded.Subject is not null)
                {
                    return FindSubjects();
                }
            }

            return [];
        }
    }

    internal EventList Events { get; set; }

    /// <summary>The command itself while the entry is young; of one read from a store, or whose content the events tell, there is none.</summary>
    internal Command? Command { get; }

    /// <summary>Whether the events tell the operation's content.</summary>
    internal bool IsToldByEvents => Operation is not null && Command is null && _fingerprint is null;

    /// <summary>Tells the operation's content from any other; null where there is no operation.</summary>
    internal string? Fingerprint
    {
        get => Command is { } command ? _fingerprint ??= ContentWriter.Fingerprint(command)
            : _fingerprint is null && Operation is not null && ToldCommand.Of(this) is { } told ? ContentWriter.Fingerprint(told)
            : _fingerprint;
        init => _fingerprint = value;
    }

    private IEnumerable<(JournalKey Key, bool IsNew)> FindSubjects()
    {
        foreach (JournalEvent recorded in Events)
        {
            if (recorded.Subject is { } subject)
            {
                yield return (subject, recorded.MakesSubject);
            }
        }
    }

    internal T First<T>()
        where T : JournalEvent =>
        Find<T>() ?? throw new InvalidOperationException($"Entry {Version} of kind '{OperationName}' holds no {typeof(T).Name}; its journal is damaged.");

    internal T? Find<T>()
        where T : JournalEvent =>
        Events.Find<T>();
}
