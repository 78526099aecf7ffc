using Credits.Journal;
using Credits.Storage;

namespace Credits.Testing.Tests.BrokenStores;

/// <summary>Where there is a snapshot, forgets what was committed after it.</summary>
internal sealed class ForgottenTail : StoreWrapper
{
    public override async ValueTask<WalletHistory> LoadAsync(WalletId wallet, long afterVersion, IReadOnlyList<JournalKey> keys, CancellationToken cancellationToken)
    {
        WalletHistory history = await base.LoadAsync(wallet, afterVersion, keys, cancellationToken);
        return history.Snapshot is null ? history : history with { Entries = [] };
    }
}
