using Credits.Notifications;

namespace Credits.Testing.Tests.BrokenStores;

/// <summary>Takes a settlement for the end of a lease, and forgets what was delivered.</summary>
internal sealed class DeliveredComeBack : StoreWrapper
{
    public override ValueTask SettleNoticesAsync(IReadOnlyList<NoticeSettlement> settlements, CancellationToken cancellationToken) =>
        base.SettleNoticesAsync([.. settlements.Select(s => s with { Delivered = 0, Failure = null })], cancellationToken);
}
