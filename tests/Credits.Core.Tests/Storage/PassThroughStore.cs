using Credits.Journal;
using Credits.Storage;

namespace Credits.Tests.Storage;

/// <summary>Another store, for a test to change one call of it, that can also be read whole.</summary>
internal abstract class PassThroughStore(IStore inner) : DelegatingStore(inner)
{
    protected async Task<List<JournalEntry>> AllAsync(WalletId wallet, CancellationToken cancellationToken)
    {
        List<JournalEntry> entries = [];
        await foreach (JournalEntry entry in Inner.ReadAsync(wallet, JournalRange.All, cancellationToken))
        {
            entries.Add(entry);
        }

        return entries;
    }
}
