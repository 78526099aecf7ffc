using Credits.Domain;
using Credits.Journal;
using Credits.Storage;
using Microsoft.Extensions.Logging;

namespace Credits.Engine;

/// <summary>Brings working copies of one wallet to the newest version of the store.</summary>
internal sealed partial class WalletLoader(WalletId id, LaneContext context)
{
    /// <summary>Reads what is new since a draft, or all where there is none, and the entries of some keys.</summary>
    /// <returns>The draft brought up to date, or a new one; what was found; and how many entries no snapshot holds.</returns>
    /// <exception cref="StoreException">The store failed, or gave what cannot be read or does not follow; nothing was to be written.</exception>
    public async ValueTask<(Draft Draft, Past Past, int SinceSnapshot)> LoadAsync(Draft? known, List<JournalKey> keys)
    {
        try
        {
            WalletHistory history = await context.Store.LoadAsync(id, known?.Wallet.Version ?? 0, keys, CancellationToken.None).ConfigureAwait(false);

            // A wallet that was empty when it was last looked at may come with a snapshot in which it is not.
            Draft draft = known is null || history.Snapshot is not null
                ? new(await StartAsync(history.Snapshot).ConfigureAwait(false), context.Catalog)
                : known;
            foreach (JournalEntry entry in history.Entries)
            {
                Follow(draft.Wallet, entry);
            }

            Past past = new();
            foreach ((JournalKey key, JournalEntry entry) in history.Found)
            {
                past.Put(key, entry);
            }

            return (draft, past, history.Entries.Count);
        }
        catch (Exception error) when (error is not StoreException)
        {
            throw new StoreException(CommandFate.NotApplied, error.Message, error);
        }
    }

    private static void Follow(Wallet wallet, JournalEntry entry)
    {
        if (entry.Version != wallet.Version + 1)
        {
            throw new StoreException(CommandFate.NotApplied, $"The store gave entry {entry.Version} after entry {wallet.Version}; its journal of the wallet is damaged.");
        }

        wallet.Apply(entry);
    }

    /// <summary>The state of a snapshot; one that cannot be read is replaced by replaying what it stands for.</summary>
    private async ValueTask<Wallet> StartAsync(WalletSnapshot? snapshot)
    {
        if (snapshot is null)
        {
            return new(id);
        }

        try
        {
            return WalletSnapshotCodec.Read(id, snapshot.State);
        }
        catch (JournalFormatException unreadable)
        {
            LogSnapshotUnreadable(context.Logger, snapshot.Version, id, unreadable);
        }

        Wallet replayed = new(id);
        await foreach (JournalEntry entry in context.Store.ReadAsync(id, new() { UpToVersion = snapshot.Version }, CancellationToken.None).ConfigureAwait(false))
        {
            Follow(replayed, entry);
        }

        return replayed;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The snapshot of entry {Version} of wallet {Wallet} cannot be read; its journal is replayed instead, and the next snapshot takes its place.")]
    private static partial void LogSnapshotUnreadable(ILogger logger, long version, WalletId wallet, Exception error);
}
