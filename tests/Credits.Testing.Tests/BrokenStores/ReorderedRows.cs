using System.Runtime.CompilerServices;
using Credits.Journal;
using Credits.Storage;

namespace Credits.Testing.Tests.BrokenStores;

/// <summary>Sorts by the instant and forgets that several entries may share one.</summary>
internal sealed class ReorderedRows : StoreWrapper
{
    public override async IAsyncEnumerable<JournalEntry> ReadAsync(
        WalletId wallet, JournalRange range, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        List<JournalEntry> entries = [];
        await foreach (JournalEntry entry in base.ReadAsync(wallet, range with { NewestFirst = false }, cancellationToken))
        {
            entries.Add(entry);
        }

        foreach (JournalEntry entry in range.NewestFirst ? entries.OrderByDescending(e => e.At) : entries.OrderBy(e => e.At))
        {
            yield return entry;
        }
    }
}
