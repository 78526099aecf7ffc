namespace Credits;

/// <summary>What a <see cref="VerificationFault"/> was found by. Wire names as by <see cref="WireNames"/>, for example <c>running_balance</c>.</summary>
public enum VerificationCheck
{
    /// <summary>Entries follow each other: versions without gaps, instants that do not go back, and the last is the newest that the wallet knows.</summary>
    EntryOrder,

    /// <summary>Every entry can be read, and applied to the state before it.</summary>
    Replay,

    /// <summary>Rows are numbered 1, 2, 3, … Semantics, section 9.</summary>
    RowSequence,

    /// <summary>The running sum of the rows is the balance that each row says, and the available credits. Semantics, section 9.</summary>
    RunningBalance,

    /// <summary>The available and reserved credits that an entry says are those that replaying gives.</summary>
    EntryTotals,

    /// <summary>A grant's amount is what it has remaining, reserved, consumed, expired and voided. Semantics, section 3.</summary>
    GrantConservation,

    /// <summary>The store finds an operation, a reservation or a refunded charge by its id, and at the entry where it is.</summary>
    Lookup,

    /// <summary>The stored snapshot, with the entries after it, leads to the replayed state.</summary>
    Snapshot,

    /// <summary>The state that commands are decided with is the replayed state.</summary>
    StateInUse,
}
