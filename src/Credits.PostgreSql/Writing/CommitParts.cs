namespace Credits.PostgreSql;

/// <summary>What a group's statement writes besides entries; most write nothing else, and do not pay for it.</summary>
[Flags]
internal enum CommitParts
{
    None = 0,
    Subjects = 1,
    Notices = 2,
    Snapshots = 4,

    /// <summary>Looks for known keys first, and leaves out the commits that have one; otherwise a known key fails the whole statement.</summary>
    LooksFirst = 8,

    /// <summary>Wallets that are new. Where all exist, their rows are updated, which is cheaper than inserting them or else updating.</summary>
    NewWallets = 16,
}
