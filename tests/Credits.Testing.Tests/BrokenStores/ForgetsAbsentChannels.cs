using System.Collections.Concurrent;
using Credits.Notifications;
using NodaTime;

namespace Credits.Testing.Tests.BrokenStores;

/// <summary>Knows a channel only while it has just leased: what is committed while another one leases is not kept for it.</summary>
internal sealed class ForgetsAbsentChannels : StoreWrapper
{
    private readonly ConcurrentDictionary<string, bool> _present = new();

    public override async ValueTask<IReadOnlyList<NoticeLease>> LeaseNoticesAsync(
        string channel, Instant now, Instant until, int limit, CancellationToken cancellationToken)
    {
        foreach (string absent in _present.Keys.Where(c => c != channel))
        {
            await base.RemoveChannelAsync(absent, cancellationToken);
        }

        _present[channel] = true;
        return await base.LeaseNoticesAsync(channel, now, until, limit, cancellationToken);
    }
}
