using Credits.Journal;
using Credits.Storage;
using Credits.Tests.Storage;

namespace Credits.Tests.Semantics.Verification;

/// <summary>Keeps an honest journal, and gives back another snapshot, or finds other entries by their ids.</summary>
internal sealed class AlteredStore(IStore store, Func<WalletHistory, WalletHistory> alter) : PassThroughStore(store)
{
    public override async ValueTask<WalletHistory> LoadAsync(WalletId wallet, long afterVersion, IReadOnlyList<JournalKey> keys, CancellationToken cancellationToken) =>
        alter(await base.LoadAsync(wallet, afterVersion, keys, cancellationToken));
}
