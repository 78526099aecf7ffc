using System.Diagnostics;
using Credits.Diagnostics;
using Credits.Domain;
using Credits.Engine;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Credits.Notifications;

/// <summary>Calls a notifier for one lease's notices, one after the other, and says what became of them. Throws nothing.</summary>
internal sealed partial class NoticeCall(INotifier notifier, LaneContext context, CreditsMetrics metrics, ILogger logger)
{
    /// <summary>A refusal for good gets one more chance: for a target that was taken off its list meanwhile, or was only being changed.</summary>
    private const int PermanentAttempts = 2;

    private readonly string _channel = notifier.Name;
    private readonly CreditsOptions _options = context.Options;
    private readonly IClock _clock = context.Clock;

    private Instant Now => Precision.Floor(_clock.GetCurrentInstant());

    public async Task<NoticeSettlement> DeliverAsync(NoticeLease lease, CancellationToken stopping)
    {
        for (int i = 0; i < lease.Notices.Count; i++)
        {
            // The rest is given back where the lease might end before the notifier does: somebody else would deliver it too.
            if (stopping.IsCancellationRequested || (i > 0 && _clock.After(_options.NoticeTimeout) >= lease.Until))
            {
                return new(lease, i, Now);
            }

            Exception? error = await TryAsync(lease.Notices[i], stopping).ConfigureAwait(false);
            if (error is not null)
            {
                return stopping.IsCancellationRequested ? new(lease, i, Now) : Failed(lease, i, error);
            }
        }

        return new(lease, lease.Notices.Count, Now);
    }

    [LoggerMessage(EventId = LogEvents.NoticeNotDelivered, Level = LogLevel.Warning, Message = "Notice {NoticeId} was not delivered to {Channel} (attempt {Attempt}); it comes again in {Delay}, and later ones of its wallet wait for it.")]
    private static partial void LogNotDelivered(ILogger logger, string noticeId, string channel, int attempt, TimeSpan delay, Exception error);

    [LoggerMessage(EventId = LogEvents.NoticeParked, Level = LogLevel.Error, Message = "Notice {NoticeId} was not delivered to {Channel} in {Attempts} attempts and is parked until somebody resends it; later ones of its wallet go on.")]
    private static partial void LogParked(ILogger logger, string noticeId, string channel, int attempts, Exception error);

    private async ValueTask<Exception?> TryAsync(Notice notice, CancellationToken stopping)
    {
        long begun = Stopwatch.GetTimestamp();
        using Activity? activity = CreditsMetrics.BeginDelivery(notice, _channel);
        Exception? error = null;
        try
        {
            await WithinTimeAsync(notice, stopping).ConfigureAwait(false);
        }
        catch (Exception thrown)
        {
            error = thrown;
            activity?.SetStatus(ActivityStatusCode.Error, thrown.Message);
        }

        if (!stopping.IsCancellationRequested || error is null)
        {
            metrics.Delivered(_channel, error is null, Stopwatch.GetElapsedTime(begun));
        }

        return error;
    }

    private async ValueTask WithinTimeAsync(Notice notice, CancellationToken stopping)
    {
        using CancellationTokenSource ended = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        ValueTask notifying = notifier.NotifyAsync(notice, ended.Token);
        if (notifying.IsCompleted)
        {
            await notifying.ConfigureAwait(false);
            return;
        }

        Task delivery = notifying.AsTask();
        Task time = _clock.WaitUntilAsync(_clock.After(_options.NoticeTimeout), ended.Token);
        bool isInTime = await Task.WhenAny(delivery, time).ConfigureAwait(false) == delivery || stopping.IsCancellationRequested;
        await ended.CancelAsync().ConfigureAwait(false);
        await time.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (isInTime)
        {
            await delivery.ConfigureAwait(false);
            return;
        }

        // One that ignores its token is left to itself: its place goes to others, who would wait for ever otherwise.
        _ = delivery.ContinueWith(static late => late.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        throw new TimeoutException($"The notifier took longer than {_options.NoticeTimeout}.");
    }

    private NoticeSettlement Failed(NoticeLease lease, int delivered, Exception error)
    {
        Notice notice = lease.Notices[delivered];
        int attempts = 1 + lease.Attempts[delivered];
        string reason = $"{error.GetType().Name}: {error.Message}";
        reason = reason.Length > NoticeFailure.MaxReason ? reason[..NoticeFailure.MaxReason] : reason;
        Instant now = Now;
        INoticeRejection? told = error as INoticeRejection;
        if (attempts >= _options.NoticeAttempts || (told is { IsPermanent: true } && attempts >= PermanentAttempts))
        {
            LogParked(logger, notice.Id, _channel, attempts, error);
            metrics.Parked(_channel);
            return new(lease, delivered, now, new(attempts, now, reason));
        }

        TimeSpan delay = RetryDelay.After(attempts, _options, Random.Shared.NextDouble(), told?.RetryAfter);
        LogNotDelivered(logger, notice.Id, _channel, attempts, delay, error);
        return new(lease, delivered, now + Duration.FromTimeSpan(delay), new(attempts, null, reason));
    }
}
