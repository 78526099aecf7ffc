namespace Credits;

/// <summary>What is known of a command whose store failed.</summary>
public enum CommandFate
{
    /// <summary>Nothing was written; it may be repeated.</summary>
    NotApplied,

    /// <summary>It may or may not have been written. Repeat it with the same operation id: it happens once, and the answer is the original one.</summary>
    Unknown,
}
