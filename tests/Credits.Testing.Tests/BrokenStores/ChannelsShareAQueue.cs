using Credits.Notifications;
using NodaTime;

namespace Credits.Testing.Tests.BrokenStores;

/// <summary>Has one queue, whatever the channel: who comes first has the notice.</summary>
internal sealed class ChannelsShareAQueue : StoreWrapper
{
    public override async ValueTask<IReadOnlyList<NoticeLease>> LeaseNoticesAsync(
        string channel, Instant now, Instant until, int limit, CancellationToken cancellationToken) =>
        [.. (await base.LeaseNoticesAsync("all", now, until, limit, cancellationToken)).Select(l => l with { Channel = channel })];

    public override ValueTask SettleNoticesAsync(IReadOnlyList<NoticeSettlement> settlements, CancellationToken cancellationToken) =>
        base.SettleNoticesAsync([.. settlements.Select(s => s with { Lease = s.Lease with { Channel = "all" } })], cancellationToken);
}
