using Credits.Notifications;
using NodaTime;

namespace Credits.Testing.Tests.BrokenStores;

/// <summary>Keeps one notice an entry: of two at the same instant the second is lost.</summary>
internal sealed class LostNotice : StoreWrapper
{
    public override async ValueTask<IReadOnlyList<Notice>> LeaseNoticesAsync(Instant now, Instant until, int limit, CancellationToken cancellationToken)
    {
        IReadOnlyList<Notice> leased = await base.LeaseNoticesAsync(now, until, limit, cancellationToken);
        return [.. leased.DistinctBy(n => (n.Wallet, n.At))];
    }
}
