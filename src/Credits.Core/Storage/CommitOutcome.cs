namespace Credits.Storage;

/// <summary>What became of a commit.</summary>
public enum CommitOutcome
{
    /// <summary>All of it is written, durably.</summary>
    Committed,

    /// <summary>Nothing is written: somebody else wrote to the wallet.</summary>
    VersionConflict,

    /// <summary>Nothing is written: an operation id or a new subject is known already.</summary>
    DuplicateKey,
}
