using Credits.Journal;

namespace Credits.Domain;

/// <summary>The wallet buys by these settings from now on, or no more.</summary>
internal sealed class TopUpSet(TopUpSettings? settings) : JournalEvent
{
    public TopUpSettings? Settings { get; } = settings;

    public override void Apply(Wallet wallet, JournalEntry entry) => wallet.SetTopUp(Settings);
}
