namespace Credits.Storage;

/// <summary>What a place of a journal in memory holds.</summary>
internal enum JournalSlotKind : byte
{
    /// <summary>An entry of another kind, or one with something special, which is kept as it is.</summary>
    Whole,

    /// <summary>A consume from at most one lot.</summary>
    Consume,

    /// <summary>A reservation, named as its operation, of one lot at most.</summary>
    Reserve,

    /// <summary>A capture of such a reservation of no more than it held.</summary>
    Capture,
}
