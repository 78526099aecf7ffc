using Credits.Diagnostics;
using Credits.Domain;
using Credits.Engine;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Credits.Notifications;

/// <summary>
/// Takes one channel's notices to its notifier: leases as many wallets as it may call for at once, and settles what is done while others are
/// still under way. One loop leases and settles; only the calls of the notifier run beside it.
/// </summary>
internal sealed partial class ChannelPump(INotifier notifier, LaneContext context, StoreWatch watch, CreditsMetrics metrics, ILogger logger)
{
    private readonly NoticeCall _call = new(notifier, context, metrics, logger);
    private readonly CreditsOptions _options = context.Options;
    private readonly IClock _clock = context.Clock;

    public string Channel { get; } = notifier.Name;

    /// <summary>Delivers until nothing is left that could be delivered now.</summary>
    /// <returns>How many notices were delivered.</returns>
    public async ValueTask<int> DrainAsync(CancellationToken cancellationToken)
    {
        Round round = new();
        try
        {
            do
            {
                await SettleAsync(round).ConfigureAwait(false);
                cancellationToken.ThrowIfCancellationRequested();
                await LeaseAsync(round, cancellationToken).ConfigureAwait(false);
                if (round.UnderWay > 0)
                {
                    await round.Finished.WaitAsync(_clock, Instant.MaxValue, CancellationToken.None).ConfigureAwait(false);
                }
            }
            while (round.HasWork);
        }
        finally
        {
            await EndAsync(round).ConfigureAwait(false);
        }

        return round.Delivered;
    }

    /// <summary>Delivers until the end. What is under way then is told to stop, and is finished or given back.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        Round round = new();
        watch.Tell(round.Finished);
        while (!stopping.IsCancellationRequested)
        {
            Instant look = _clock.After(_options.MaintenanceInterval);
            try
            {
                await SettleAsync(round).ConfigureAwait(false);
                await LeaseAsync(round, stopping).ConfigureAwait(false);
                look = round.NextLook(look);
            }
            catch (Exception error) when (!stopping.IsCancellationRequested)
            {
                LogFailed(logger, Channel, _options.NoticeRetryDelay, error);
                look = Instant.Min(look, _clock.After(_options.NoticeRetryDelay));
            }
            catch (Exception) when (stopping.IsCancellationRequested)
            {
                // Asked to stop while it leased: what it got, if anything, comes back when the lease ends.
            }

            await round.Finished.WaitAsync(_clock, look, stopping).ConfigureAwait(false);
        }

        try
        {
            await EndAsync(round).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            LogFailed(logger, Channel, _options.NoticeLease, error);
        }
    }

    [LoggerMessage(EventId = LogEvents.DeliveryFailed, Level = LogLevel.Error, Message = "The store failed while notices were taken to {Channel}; it is tried again within {Delay}.")]
    private static partial void LogFailed(ILogger logger, string channel, TimeSpan delay, Exception error);

    private async ValueTask LeaseAsync(Round round, CancellationToken stopping)
    {
        int free = _options.NoticeParallelism - round.UnderWay;
        if (free <= 0)
        {
            return;
        }

        Instant now = Precision.Floor(_clock.GetCurrentInstant());
        IReadOnlyList<NoticeLease> leases = await context.Store.LeaseNoticesAsync(
            Channel, now, now + Duration.FromTimeSpan(_options.NoticeLease), free, stopping).ConfigureAwait(false);
        foreach (NoticeLease lease in leases)
        {
            round.Begin();
            _ = DeliverAsync(round, lease, stopping);
        }
    }

    private async Task DeliverAsync(Round round, NoticeLease lease, CancellationToken stopping) =>
        round.End(await _call.DeliverAsync(lease, stopping).ConfigureAwait(false));

    /// <summary>All that has ended since the last time goes to the store in one call; where that fails, it goes with the next.</summary>
    private async ValueTask SettleAsync(Round round)
    {
        List<NoticeSettlement> ended = round.TakeEnded();
        if (ended.Count == 0)
        {
            return;
        }

        try
        {
            await context.Store.SettleNoticesAsync(ended, CancellationToken.None).ConfigureAwait(false);
            round.Settled(ended, _clock.GetCurrentInstant());
        }
        catch
        {
            round.PutBack(ended);
            throw;
        }
    }

    /// <summary>Waits for what is under way, for as long as a notifier may take, and settles it.</summary>
    private async ValueTask EndAsync(Round round)
    {
        Instant patience = _clock.After(_options.NoticeTimeout);
        while (round.UnderWay > 0 && _clock.GetCurrentInstant() < patience)
        {
            await round.Finished.WaitAsync(_clock, patience, CancellationToken.None).ConfigureAwait(false);
        }

        await SettleAsync(round).ConfigureAwait(false);
    }

    /// <summary>What is under way. Only the calls that end do so on other threads.</summary>
    private sealed class Round
    {
        private readonly Lock _gate = new();
        private readonly PriorityQueue<Instant, Instant> _later = new();
        private List<NoticeSettlement> _ended = [];
        private int _underWay;

        /// <summary>Rings when a call has ended, and when there may be more to lease.</summary>
        public Bell Finished { get; } = new();

        public int UnderWay => Volatile.Read(ref _underWay);

        public int Delivered { get; private set; }

        public bool HasWork
        {
            get
            {
                lock (_gate)
                {
                    return _underWay > 0 || _ended.Count > 0;
                }
            }
        }

        public void Begin() => Interlocked.Increment(ref _underWay);

        public void End(NoticeSettlement settlement)
        {
            lock (_gate)
            {
                _ended.Add(settlement);
                Interlocked.Decrement(ref _underWay);
            }

            Finished.Ring();
        }

        public List<NoticeSettlement> TakeEnded()
        {
            lock (_gate)
            {
                List<NoticeSettlement> ended = _ended;
                _ended = [];
                return ended;
            }
        }

        public void PutBack(List<NoticeSettlement> ended)
        {
            lock (_gate)
            {
                _ended.AddRange(ended);
            }
        }

        public void Settled(List<NoticeSettlement> settled, Instant now)
        {
            Delivered += settled.Sum(s => s.Delivered);
            foreach (NoticeSettlement settlement in settled.Where(s => s.NextAttempt > now))
            {
                _later.Enqueue(settlement.NextAttempt, settlement.NextAttempt);
            }
        }

        /// <summary>The next attempt that this process knows of, where that is sooner; others' are found at the interval.</summary>
        public Instant NextLook(Instant atTheLatest)
        {
            while (_later.TryPeek(out Instant next, out _) && next <= atTheLatest)
            {
                _later.Dequeue();
                atTheLatest = next;
            }

            return atTheLatest;
        }
    }
}
