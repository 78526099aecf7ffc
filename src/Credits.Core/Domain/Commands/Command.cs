using Credits.Journal;

namespace Credits.Domain;

/// <summary>Something a caller asks a wallet to do. Its fields are valid in themselves; what depends on the wallet is decided by <see cref="Decider"/>.</summary>
internal abstract record Command(Actor Actor)
{
    public Actor Actor { get; protected set; } = Actor;

    /// <summary>What operations of this kind are called in fingerprints and journals; never changes.</summary>
    public abstract string Name { get; }

    /// <summary>Whether only administrators and the system may ask for it. Semantics, sections 11 and 12.</summary>
    public virtual bool Administers => true;

    /// <summary>Whose operation it is, as part of its content: the same id from somebody else is another operation.</summary>
    public virtual string ContentActor => Actor.Id;

    /// <summary>
    /// Whether the events of its entry tell its whole content, as those of nearly all that features send: everything that matters was given,
    /// and nothing was special. Then the entry need not hold it, and its fingerprint need be neither computed nor stored; see <see cref="ToldCommand"/>.
    /// </summary>
    public virtual bool IsToldByEvents => false;

    /// <summary>Entries of the past, outside what a wallet keeps in memory, that the decision may need.</summary>
    public virtual JournalKey[] Lookups(string operation) => [];

    /// <summary>Writes the fields that were given, by value; a constant default is as good as left out. Semantics, section 12.</summary>
    public abstract void WriteContent(ContentWriter content);
}
