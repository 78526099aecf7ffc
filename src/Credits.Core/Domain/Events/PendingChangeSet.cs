using Credits.Journal;
using NodaTime;

namespace Credits.Domain;

/// <summary>What waits for the next reset was set, or emptied.</summary>
internal sealed class PendingChangeSet(PendingChange? pending, Instant effective) : JournalEvent
{
    public PendingChange? Pending { get; } = pending;

    /// <summary>When it takes effect: the end of the current period; at once where it was emptied.</summary>
    public Instant Effective { get; } = effective;

    public override void Apply(Wallet wallet, JournalEntry entry) => wallet.SetPending(Pending);
}
