using Credits.Storage;

namespace Credits.Testing;

/// <summary>A call of an <see cref="IStore"/> other than a commit, whose faults are <see cref="CommitFault"/>s.</summary>
public enum StoreCall
{
    /// <summary><see cref="IStore.LoadAsync"/>.</summary>
    Load,

    /// <summary><see cref="IStore.ReadAsync"/>; it fails before the first entry.</summary>
    Read,

    /// <summary><see cref="IStore.FindDueAsync"/>.</summary>
    FindDue,

    /// <summary><see cref="IStore.ListWalletsAsync"/>; it fails before the first wallet.</summary>
    ListWallets,

    /// <summary><see cref="IStore.LeaseNoticesAsync"/>.</summary>
    LeaseNotices,

    /// <summary><see cref="IStore.AcknowledgeNoticesAsync"/>.</summary>
    AcknowledgeNotices,

    /// <summary><see cref="IStore.ReturnNoticesAsync"/>.</summary>
    ReturnNotices,
}
