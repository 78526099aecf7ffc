using Credits.Storage;

namespace Credits.AspNetCore.Access;

/// <summary>In Development, where the host says nothing: everybody on this machine administers every wallet.</summary>
internal sealed class DevelopmentAccess(IStore store)
{
    private const int MostListed = 1_000;

    public static Actor Developer { get; } = new("developer", "Developer", ActorRole.System);

    public async ValueTask<IReadOnlyList<WalletId>> ListWalletsAsync(CancellationToken cancellationToken)
    {
        List<WalletId> wallets = [];
        await foreach (WalletId wallet in store.ListWalletsAsync(cancellationToken).ConfigureAwait(false))
        {
            wallets.Add(wallet);
            if (wallets.Count == MostListed)
            {
                break;
            }
        }

        return wallets;
    }
}
