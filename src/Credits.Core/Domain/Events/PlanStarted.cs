using Credits.Journal;

namespace Credits.Domain;

/// <summary>A period of a plan began: by subscription, change or reset.</summary>
internal sealed class PlanStarted(Subscription subscription, bool isNew) : JournalEvent
{
    public Subscription Subscription { get; } = subscription;

    /// <summary>Whether the wallet had no plan before.</summary>
    public bool IsNew { get; } = isNew;

    public override void Apply(Wallet wallet, JournalEntry entry) => wallet.Subscribe(Subscription, IsNew, entry.At);
}
