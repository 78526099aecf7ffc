using Credits.Notifications;

namespace Credits.Testing.Tests.BrokenStores;

/// <summary>Takes an acknowledgement for the end of a lease.</summary>
internal sealed class AcknowledgedComeBack : StoreWrapper
{
    public override ValueTask AcknowledgeNoticesAsync(IReadOnlyList<Notice> notices, CancellationToken cancellationToken) =>
        ReturnNoticesAsync(notices, cancellationToken);
}
