using NodaTime;

namespace Credits.Testing.Tests.BrokenStores;

/// <summary>Never gives a due wallet back: where who leased it died, nobody advances it.</summary>
internal sealed class DueLeasedForGood : StoreWrapper
{
    public override ValueTask<IReadOnlyList<WalletId>> LeaseDueAsync(Instant now, Instant until, int limit, CancellationToken cancellationToken) =>
        base.LeaseDueAsync(now, Instant.FromUtc(9_500, 1, 1, 0, 0), limit, cancellationToken);
}
