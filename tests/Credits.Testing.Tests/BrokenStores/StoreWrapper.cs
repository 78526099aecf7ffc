using Credits.Journal;
using Credits.Storage;

namespace Credits.Testing.Tests.BrokenStores;

/// <summary>A sound store, for others to break in one way each.</summary>
internal abstract class StoreWrapper() : DelegatingStore(new InMemoryStore())
{
    /// <summary>The version of a wallet, as the store below knows it.</summary>
    protected async ValueTask<long> VersionAsync(WalletId wallet)
    {
        await foreach (JournalEntry newest in Inner.ReadAsync(wallet, new() { NewestFirst = true }, CancellationToken.None))
        {
            return newest.Version;
        }

        return 0;
    }

    /// <summary>The entry at another version.</summary>
    protected static JournalEntry AtVersion(JournalEntry entry, long version) => JournalCodec.Read(version, JournalCodec.Encode(entry));
}
