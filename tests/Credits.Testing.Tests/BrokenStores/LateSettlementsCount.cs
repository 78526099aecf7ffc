using System.Collections.Concurrent;
using Credits.Notifications;
using NodaTime;

namespace Credits.Testing.Tests.BrokenStores;

/// <summary>Does not tell a lease from the one after it: who settles late ends the lease of somebody else.</summary>
internal sealed class LateSettlementsCount : StoreWrapper
{
    private readonly ConcurrentDictionary<(string Channel, WalletId Wallet), Instant> _until = new();

    public override async ValueTask<IReadOnlyList<NoticeLease>> LeaseNoticesAsync(
        string channel, Instant now, Instant until, int limit, CancellationToken cancellationToken)
    {
        IReadOnlyList<NoticeLease> leases = await base.LeaseNoticesAsync(channel, now, until, limit, cancellationToken);
        foreach (NoticeLease lease in leases)
        {
            _until[(channel, lease.Wallet)] = lease.Until;
        }

        return leases;
    }

    public override ValueTask SettleNoticesAsync(IReadOnlyList<NoticeSettlement> settlements, CancellationToken cancellationToken) =>
        base.SettleNoticesAsync(
            [.. settlements.Select(s => s with { Lease = s.Lease with { Until = _until.GetValueOrDefault((s.Lease.Channel, s.Lease.Wallet), s.Lease.Until) } })],
            cancellationToken);
}
