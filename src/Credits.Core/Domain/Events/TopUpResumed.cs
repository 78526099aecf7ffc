using Credits.Journal;

namespace Credits.Domain;

/// <summary>Failures are forgotten, and attempts may start again.</summary>
internal sealed class TopUpResumed : JournalEvent
{
    public override void Apply(Wallet wallet, JournalEntry entry) => wallet.TopUps?.Resume();
}
