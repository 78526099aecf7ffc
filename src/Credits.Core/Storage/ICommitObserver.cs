using Credits.Journal;

namespace Credits.Storage;

/// <summary>
/// Hears of what this process has committed: a wallet's entries in their order, right after each commit and before its answers leave.
/// It runs inside the wallet's lane: it must be quick and must not throw. For delivery at least once, across processes and crashes,
/// use <see cref="Notifications.INotifier"/>. It does not hear of what happens inside a transaction of the host's, which may still be rolled back.
/// </summary>
public interface ICommitObserver
{
    /// <summary>Takes note of a commit.</summary>
    /// <param name="wallet">The wallet.</param>
    /// <param name="entries">Its new entries; the list is valid during the call only.</param>
    void Committed(WalletId wallet, IReadOnlyList<JournalEntry> entries);
}
