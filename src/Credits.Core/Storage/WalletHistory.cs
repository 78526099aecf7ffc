using Credits.Journal;

namespace Credits.Storage;

/// <summary>What <see cref="IStore.LoadAsync"/> read, as of one moment. Immutable.</summary>
/// <param name="Snapshot">A state from which the entries go on; null where they go on from the version asked for.</param>
/// <param name="Entries">The entries after the snapshot or the version asked for.</param>
/// <param name="Found">The entries of the keys that were found.</param>
public sealed record WalletHistory(
    WalletSnapshot? Snapshot,
    IReadOnlyList<JournalEntry> Entries,
    IReadOnlyList<KeyValuePair<JournalKey, JournalEntry>> Found)
{
    /// <summary>Nothing new, nothing found.</summary>
    public static WalletHistory Empty { get; } = new(null, [], []);
}
