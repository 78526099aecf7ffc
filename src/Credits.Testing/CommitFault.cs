using Credits.Storage;

namespace Credits.Testing;

/// <summary>What a <see cref="FaultyStore"/> does to a commit.</summary>
public enum CommitFault
{
    /// <summary>Nothing: the commit goes through.</summary>
    None,

    /// <summary>Nothing is written, and the store knows: a <see cref="StoreException"/> with <see cref="CommandFate.NotApplied"/>.</summary>
    NotApplied,

    /// <summary>
    /// It is written where the store below accepts it, and the news is lost on the way: a <see cref="StoreException"/> with
    /// <see cref="CommandFate.Unknown"/>. The fault that operation ids are for.
    /// </summary>
    LostAcknowledgement,

    /// <summary>Nothing is written, and nobody knows: an <see cref="IOException"/>, as a driver might throw.</summary>
    Exception,

    /// <summary>It is written where the store below accepts it, then an <see cref="IOException"/> follows, as a driver might throw.</summary>
    ExceptionAfterwards,

    /// <summary>Nothing is written, and the answer is <see cref="CommitOutcome.VersionConflict"/>, as if somebody else had been quicker.</summary>
    VersionConflict,
}
