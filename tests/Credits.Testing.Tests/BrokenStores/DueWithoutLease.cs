using NodaTime;

namespace Credits.Testing.Tests.BrokenStores;

/// <summary>Tells every process of the same due wallets.</summary>
internal sealed class DueWithoutLease : StoreWrapper
{
    public override async ValueTask<IReadOnlyList<WalletId>> LeaseDueAsync(Instant now, Instant until, int limit, CancellationToken cancellationToken) =>
        [.. (await FindDueAsync(now, limit, cancellationToken)).Select(d => d.Wallet)];
}
