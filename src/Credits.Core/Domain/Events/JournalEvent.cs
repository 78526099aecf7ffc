using Credits.Journal;

namespace Credits.Domain;

/// <summary>A fact of a wallet's history. Applying the same events in the same order gives the same wallet, always.</summary>
internal abstract class JournalEvent
{
    /// <summary>The name by which the entry of this event is found again.</summary>
    public virtual JournalKey? Subject => null;

    /// <summary>Whether <see cref="Subject"/> must not have existed before.</summary>
    public virtual bool MakesSubject => false;

    public abstract void Apply(Wallet wallet, JournalEntry entry);
}
