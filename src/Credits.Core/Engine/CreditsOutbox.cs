using Credits.Notifications;

namespace Credits.Engine;

/// <summary>What operators hold: the store's outbox, by pages.</summary>
internal sealed class CreditsOutbox(StoreWatch store) : ICreditsOutbox
{
    private const int LargestPage = 1_000;

    public ValueTask<IReadOnlyList<NoticeChannel>> GetChannelsAsync(CancellationToken cancellationToken = default) => store.FindChannelsAsync(cancellationToken);

    public ValueTask<IReadOnlyList<ParkedNotice>> GetParkedAsync(int pageSize = 50, ParkedNoticeKey? after = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(pageSize, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(pageSize, LargestPage);
        return store.FindParkedNoticesAsync(null, after, pageSize, cancellationToken);
    }

    public async ValueTask<int> ResendAsync(IEnumerable<ParkedNoticeKey> notices, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(notices);
        int resent = await store.ResendNoticesAsync([.. notices], cancellationToken).ConfigureAwait(false);
        store.RingDeliverers();
        return resent;
    }

    public async ValueTask<int> ResendAllAsync(string? channel = null, CancellationToken cancellationToken = default)
    {
        int resent = 0;
        ParkedNoticeKey? last = null;
        while (await GetParkedAsync(LargestPage, last, cancellationToken).ConfigureAwait(false) is { Count: > 0 } page)
        {
            last = page[^1].Key;
            resent += await ResendAsync(page.Select(p => p.Key).Where(k => channel is null || k.Channel == channel), cancellationToken).ConfigureAwait(false);
        }

        return resent;
    }

    public ValueTask RemoveChannelAsync(string channel, CancellationToken cancellationToken = default) => store.RemoveChannelAsync(channel, cancellationToken);
}
