using Credits.Journal;

namespace Credits.Domain;

/// <summary>A grant's nearing expiry was looked at; with credits remaining, a notice goes with it.</summary>
internal sealed class ExpiringChecked(string grant) : JournalEvent
{
    public string Grant { get; } = grant;

    public override void Apply(Wallet wallet, JournalEntry entry) => wallet.CheckedExpiring(wallet.Lot(Grant));
}
