using Credits.Notifications;
using NodaTime;

namespace Credits.Storage;

/// <summary>Notices waiting for delivery: those that no channel has got yet, and a queue for each channel. Safe for concurrent use.</summary>
internal sealed class InMemoryOutbox
{
    private readonly Lock _gate = new();
    private readonly List<Notice> _fresh = [];
    private readonly SortedDictionary<string, InMemoryChannel> _channels = new(StringComparer.Ordinal);

    public void Add(IReadOnlyList<Notice> notices)
    {
        lock (_gate)
        {
            _fresh.AddRange(notices);
        }
    }

    public void AddChannels(IReadOnlyList<string> channels)
    {
        lock (_gate)
        {
            foreach (string channel in channels)
            {
                _channels.TryAdd(channel, new(channel));
            }
        }
    }

    public IReadOnlyList<NoticeLease> Lease(string channel, Instant now, Instant until, int limit)
    {
        lock (_gate)
        {
            if (!_channels.TryGetValue(channel, out InMemoryChannel? queue))
            {
                _channels.Add(channel, queue = new(channel));
            }

            foreach (Notice notice in _fresh)
            {
                foreach (InMemoryChannel known in _channels.Values)
                {
                    known.Add(notice, now);
                }
            }

            _fresh.Clear();
            return queue.Lease(now, until, limit);
        }
    }

    public void Settle(IReadOnlyList<NoticeSettlement> settlements)
    {
        lock (_gate)
        {
            foreach (NoticeSettlement settlement in settlements)
            {
                _channels.GetValueOrDefault(settlement.Lease.Channel)?.Settle(settlement);
            }
        }
    }

    public IReadOnlyList<ParkedNotice> FindParked(WalletId? wallet, ParkedNoticeKey? after, int limit)
    {
        lock (_gate)
        {
            return [.. _channels.Values
                .SelectMany(c => c.Parked)
                .Where(p => wallet is null || p.Notice.Wallet == wallet)
                .OrderBy(p => p.Notice.Wallet).ThenBy(p => p.Notice.Number).ThenBy(p => p.Channel, StringComparer.Ordinal)
                .Where(p => after is null || Compare(p.Key, after) > 0)
                .Take(limit)];
        }
    }

    public int Resend(IReadOnlyList<ParkedNoticeKey> notices)
    {
        lock (_gate)
        {
            return notices.Count(n => _channels.TryGetValue(n.Channel, out InMemoryChannel? channel) && channel.Resend(n));
        }
    }

    public IReadOnlyList<NoticeChannel> FindChannels()
    {
        lock (_gate)
        {
            return [.. _channels.Select(c => new NoticeChannel(c.Key, Oldest(c.Value.Waiting.Concat(_fresh)), c.Value.Parked.Count))];
        }
    }

    public void Remove(string channel)
    {
        lock (_gate)
        {
            _channels.Remove(channel);
        }
    }

    private static Instant? Oldest(IEnumerable<Notice> notices)
    {
        Instant? oldest = null;
        foreach (Notice notice in notices)
        {
            oldest = oldest is { } known && known <= notice.At ? known : notice.At;
        }

        return oldest;
    }

    private static int Compare(ParkedNoticeKey one, ParkedNoticeKey other) =>
        one.Wallet.CompareTo(other.Wallet) is not 0 and var byWallet ? byWallet
        : one.Number != other.Number ? one.Number.CompareTo(other.Number)
        : string.CompareOrdinal(one.Channel, other.Channel);
}
