using Credits.Journal;

namespace Credits.Domain;

/// <summary>What was decided of a command: accepted with an entry, refused, or not valid at that instant.</summary>
internal readonly struct Decision
{
    private readonly object? _outcome;

    private Decision(object? outcome, bool isReplay = false)
    {
        _outcome = outcome;
        IsReplay = isReplay;
    }

    /// <summary>The answer must be looked for in the newest state and in the past before it can be given.</summary>
    public static Decision LookFirst => default;

    public JournalEntry? Entry => _outcome as JournalEntry;

    public Refusal? Refusal => _outcome as Refusal;

    public InvalidFieldException? Invalid => _outcome as InvalidFieldException;

    public bool IsReplay { get; }

    public bool NeedsPast => _outcome is null;

    public static implicit operator Decision(Refusal refusal) => new(refusal);

    public static Decision Accept(JournalEntry entry) => new(entry);

    public static Decision Replay(JournalEntry entry) => new(entry, isReplay: true);

    public static Decision Reject(InvalidFieldException invalid) => new(invalid);
}
