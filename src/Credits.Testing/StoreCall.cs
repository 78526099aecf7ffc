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

    /// <summary><see cref="IStore.LeaseDueAsync"/>.</summary>
    LeaseDue,

    /// <summary><see cref="INoticeOutbox.AddChannelsAsync"/>.</summary>
    AddChannels,

    /// <summary><see cref="INoticeOutbox.LeaseNoticesAsync"/>.</summary>
    LeaseNotices,

    /// <summary><see cref="INoticeOutbox.SettleNoticesAsync"/>.</summary>
    SettleNotices,

    /// <summary><see cref="INoticeOutbox.FindParkedNoticesAsync"/>.</summary>
    FindParkedNotices,

    /// <summary><see cref="INoticeOutbox.ResendNoticesAsync"/>.</summary>
    ResendNotices,

    /// <summary><see cref="INoticeOutbox.FindChannelsAsync"/>.</summary>
    FindChannels,

    /// <summary><see cref="INoticeOutbox.RemoveChannelAsync"/>.</summary>
    RemoveChannel,
}
