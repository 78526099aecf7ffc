namespace Credits.Cli.Stores;

/// <summary>What a command does with a store.</summary>
internal enum StoreAccess
{
    /// <summary>It reads, and nothing is written whatever falls due.</summary>
    Read,

    /// <summary>It writes to tables that are there.</summary>
    Write,

    /// <summary>It writes what can be made again: a crash of the machine may take the newest of it.</summary>
    Simulate,
}
