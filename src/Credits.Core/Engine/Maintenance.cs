using Credits.Domain;
using Credits.Notifications;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Credits.Engine;

/// <summary>Records what fell due in wallets that nobody asks for, and takes notices to the notifiers.</summary>
internal sealed partial class Maintenance(LaneCache lanes, IEnumerable<INotifier> notifiers, ILogger<Maintenance> logger) : ICreditsMaintenance
{
    private const int AtOnce = 1_000;

    /// <summary>Few, so that a slow notifier has delivered and acknowledged them before their lease ends.</summary>
    private const int NoticesAtOnce = 50;

    private readonly INotifier[] _notifiers = [.. notifiers];

    public async ValueTask<int> AdvanceDueAsync(CancellationToken cancellationToken = default)
    {
        HashSet<WalletId> advanced = [];
        while (true)
        {
            Instant now = Precision.Floor(lanes.Context.Clock.GetCurrentInstant());
            IReadOnlyList<WalletId> due = await lanes.Context.Store.FindDueAsync(now, AtOnce, cancellationToken).ConfigureAwait(false);
            bool any = false;
            foreach (WalletId wallet in due.Order())
            {
                any |= advanced.Add(wallet) && await TryAdvanceAsync(wallet, cancellationToken).ConfigureAwait(false);
            }

            if (!any)
            {
                return advanced.Count;
            }
        }
    }

    /// <summary>One wallet that fails is logged and tried again at the next turn; the others do not wait for it.</summary>
    private async ValueTask<bool> TryAdvanceAsync(WalletId wallet, CancellationToken cancellationToken)
    {
        try
        {
            await lanes.ReadAsync(wallet, Actor.System, (state, _) => state.Version, administers: true, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            LogNotAdvanced(logger, wallet, error);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "What fell due in wallet {Wallet} could not be recorded; it is tried again at the next turn.")]
    private static partial void LogNotAdvanced(ILogger logger, WalletId wallet, Exception error);

    public async ValueTask<int> DeliverNoticesAsync(CancellationToken cancellationToken = default)
    {
        int delivered = 0;
        while (_notifiers.Length > 0)
        {
            Instant now = Precision.Floor(lanes.Context.Clock.GetCurrentInstant());
            Instant until = now + Duration.FromTimeSpan(lanes.Context.Options.NoticeLease);
            IReadOnlyList<Notice> leased = await lanes.Context.Store.LeaseNoticesAsync(now, until, NoticesAtOnce, cancellationToken).ConfigureAwait(false);
            if (leased.Count == 0)
            {
                return delivered;
            }

            delivered += await DeliverAsync(leased, until, cancellationToken).ConfigureAwait(false);
        }

        // Without a notifier nobody has heard of them: they stay in the store until there is one.
        return delivered;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Notice {NoticeId} was not delivered and comes again when its lease ends; later notices of the wallet wait for it.")]
    private static partial void LogNotDelivered(ILogger logger, string noticeId, Exception error);

    /// <summary>Delivers in order. After a failure the wallet's notices stay leased, so that they come again in order and not at once.</summary>
    private async ValueTask<int> DeliverAsync(IReadOnlyList<Notice> leased, Instant until, CancellationToken cancellationToken)
    {
        List<Notice> done = [];
        HashSet<WalletId> failed = [];
        try
        {
            foreach (Notice notice in leased)
            {
                if (lanes.Context.Clock.GetCurrentInstant() >= until)
                {
                    // The lease is over: others may be delivering the rest.
                    break;
                }

                if (!failed.Contains(notice.Wallet) && !await TryNotifyAsync(notice, cancellationToken).ConfigureAwait(false))
                {
                    failed.Add(notice.Wallet);
                }

                if (!failed.Contains(notice.Wallet))
                {
                    done.Add(notice);
                }
            }
        }
        finally
        {
            await lanes.Context.Store.AcknowledgeNoticesAsync(done, CancellationToken.None).ConfigureAwait(false);
            if (cancellationToken.IsCancellationRequested)
            {
                await lanes.Context.Store.ReturnNoticesAsync([.. leased.Except(done)], CancellationToken.None).ConfigureAwait(false);
            }
        }

        return done.Count;
    }

    private async ValueTask<bool> TryNotifyAsync(Notice notice, CancellationToken cancellationToken)
    {
        try
        {
            foreach (INotifier notifier in _notifiers)
            {
                await notifier.NotifyAsync(notice, cancellationToken).ConfigureAwait(false);
            }

            return true;
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            LogNotDelivered(logger, notice.Id, error);
            return false;
        }
    }
}
