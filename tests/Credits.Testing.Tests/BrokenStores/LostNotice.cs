using Credits.Notifications;
using NodaTime;

namespace Credits.Testing.Tests.BrokenStores;

/// <summary>Keeps one notice an entry: of two at the same instant the second is lost.</summary>
internal sealed class LostNotice : StoreWrapper
{
    public override async ValueTask<IReadOnlyList<NoticeLease>> LeaseNoticesAsync(
        string channel, Instant now, Instant until, int limit, CancellationToken cancellationToken) =>
        [.. (await base.LeaseNoticesAsync(channel, now, until, limit, cancellationToken)).Select(l => l with { Notices = [.. l.Notices.DistinctBy(n => n.At)] })];
}
