using Credits.Journal;

namespace Credits.Domain;

/// <summary>A subscription ended.</summary>
internal sealed class PlanEnded(string? cancelledGrant) : JournalEvent
{
    /// <summary>The plan grant that was cut short; a subscription within its period replaces it.</summary>
    public string? CancelledGrant { get; } = cancelledGrant;

    public override void Apply(Wallet wallet, JournalEntry entry) =>
        wallet.Unsubscribe(CancelledGrant is null ? null : wallet.Lot(CancelledGrant));
}
