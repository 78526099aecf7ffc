using System.Collections.Concurrent;
using Credits.Notifications;
using NodaTime;

namespace Credits.Testing.Tests.BrokenStores;

/// <summary>Leases whatever is free, even where an earlier notice of the wallet is with somebody else.</summary>
internal sealed class LeasesOutOfOrder : StoreWrapper
{
    private readonly ConcurrentDictionary<string, (Notice Notice, Instant Until)> _seen = new();

    public override async ValueTask<IReadOnlyList<Notice>> LeaseNoticesAsync(Instant now, Instant until, int limit, CancellationToken cancellationToken)
    {
        // Taken from below for good, and leased from here.
        IReadOnlyList<Notice> taken = await base.LeaseNoticesAsync(Instant.MinValue, Instant.MaxValue, int.MaxValue, cancellationToken);
        foreach (Notice notice in taken)
        {
            _seen.TryAdd(notice.Id, (notice, Instant.MinValue));
        }

        await base.AcknowledgeNoticesAsync(taken, cancellationToken);

        Notice[] free = [.. _seen.Values.Where(s => s.Until <= now).Select(s => s.Notice).OrderBy(n => n.Wallet).ThenBy(n => n.Number).Take(limit)];
        foreach (Notice notice in free)
        {
            _seen[notice.Id] = (notice, until);
        }

        return free;
    }

    public override ValueTask AcknowledgeNoticesAsync(IReadOnlyList<Notice> notices, CancellationToken cancellationToken)
    {
        foreach (Notice notice in notices)
        {
            _seen.TryRemove(notice.Id, out _);
        }

        return default;
    }

    public override ValueTask ReturnNoticesAsync(IReadOnlyList<Notice> notices, CancellationToken cancellationToken)
    {
        foreach (Notice notice in notices.Where(n => _seen.ContainsKey(n.Id)))
        {
            _seen[notice.Id] = (notice, Instant.MinValue);
        }

        return default;
    }
}
