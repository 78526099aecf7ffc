using System.Collections.Concurrent;
using Credits.Notifications;
using Credits.Storage;
using NodaTime;

namespace Credits.Testing.Tests.BrokenStores;

/// <summary>Hands notices out as soon as a commit is tried, not when it is written.</summary>
internal sealed class NoticeOfNothing : StoreWrapper
{
    private readonly ConcurrentQueue<Notice> _early = new();

    public override async ValueTask<CommitOutcome> CommitAsync(WalletCommit commit, CancellationToken cancellationToken)
    {
        CommitOutcome outcome = await base.CommitAsync(commit, cancellationToken);
        foreach (Notice notice in commit.Entries.SelectMany(e => e.Notices).Where(_ => outcome != CommitOutcome.Committed))
        {
            _early.Enqueue(notice);
        }

        return outcome;
    }

    public override async ValueTask<IReadOnlyList<NoticeLease>> LeaseNoticesAsync(
        string channel, Instant now, Instant until, int limit, CancellationToken cancellationToken) =>
        [
            .. await base.LeaseNoticesAsync(channel, now, until, limit, cancellationToken),
            .. _early.Select(n => new NoticeLease(channel, n.Wallet, until, [0], [n])),
        ];
}
