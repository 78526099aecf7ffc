using Credits.Notifications;

namespace Credits.Testing.Tests.BrokenStores;

/// <summary>Counts the attempt, but parks nothing: the failed notice stays before all others.</summary>
internal sealed class ParkedStillWait : StoreWrapper
{
    public override ValueTask SettleNoticesAsync(IReadOnlyList<NoticeSettlement> settlements, CancellationToken cancellationToken) =>
        base.SettleNoticesAsync([.. settlements.Select(s => s with { Failure = s.Failure is { } f ? f with { ParkedAt = null } : null })], cancellationToken);
}
