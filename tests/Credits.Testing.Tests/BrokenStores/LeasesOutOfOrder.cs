using Credits.Notifications;
using NodaTime;

namespace Credits.Testing.Tests.BrokenStores;

/// <summary>Hands the newest notice out first.</summary>
internal sealed class LeasesOutOfOrder : StoreWrapper
{
    public override async ValueTask<IReadOnlyList<NoticeLease>> LeaseNoticesAsync(
        string channel, Instant now, Instant until, int limit, CancellationToken cancellationToken) =>
        [.. (await base.LeaseNoticesAsync(channel, now, until, limit, cancellationToken)).Select(l => l with { Notices = [.. l.Notices.Reverse()] })];
}
