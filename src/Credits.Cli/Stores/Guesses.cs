namespace Credits.Cli.Stores;

/// <summary>What becomes of what fell due, is not recorded, and depends on the host's catalogue.</summary>
internal enum Guesses
{
    /// <summary>It is no guess: the catalogue is known.</summary>
    None,

    /// <summary>It is read with the plan as the wallet last had it, and noted: a balance is of now or of nothing.</summary>
    Noted,

    /// <summary>It is not read: rows that are shown or exported are, or will be, recorded just so.</summary>
    Refused,
}
