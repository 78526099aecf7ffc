using Credits.Journal;
using NodaTime;

namespace Credits.Domain;

internal sealed class WalletOpened(string zone) : JournalEvent
{
    public string Zone { get; } = zone;

    public override void Apply(Wallet wallet, JournalEntry entry) => wallet.Open(DateTimeZoneProviders.Tzdb[Zone]);
}
