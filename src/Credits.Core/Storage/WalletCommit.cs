using Credits.Journal;
using NodaTime;

namespace Credits.Storage;

/// <summary>What one commit appends to one wallet.</summary>
/// <param name="Wallet">The wallet.</param>
/// <param name="ExpectedVersion">The version that the wallet must have: that of its newest entry, 0 for none.</param>
/// <param name="Entries">At least one entry, from <paramref name="ExpectedVersion"/> + 1 on without gaps.</param>
/// <param name="NextDue">When something falls due in the wallet next; null where nothing will.</param>
/// <param name="Snapshot">The state after the last entry; null, usually, for none.</param>
public readonly record struct WalletCommit(
    WalletId Wallet,
    long ExpectedVersion,
    IReadOnlyList<JournalEntry> Entries,
    Instant? NextDue,
    WalletSnapshot? Snapshot);
