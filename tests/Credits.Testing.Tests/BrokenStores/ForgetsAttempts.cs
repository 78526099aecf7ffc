using Credits.Notifications;

namespace Credits.Testing.Tests.BrokenStores;

/// <summary>Does not write down that a delivery has failed, unless it was the last try.</summary>
internal sealed class ForgetsAttempts : StoreWrapper
{
    public override ValueTask SettleNoticesAsync(IReadOnlyList<NoticeSettlement> settlements, CancellationToken cancellationToken) =>
        base.SettleNoticesAsync([.. settlements.Select(s => s.Failure is { ParkedAt: null } ? s with { Failure = null } : s)], cancellationToken);
}
