using System.Diagnostics;
using Credits.Diagnostics;
using Credits.Domain;
using Credits.Storage;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Credits.Engine;

/// <summary>
/// Records what fell due in wallets that nobody asks for. It leases them in small batches, so that several processes share the work, and
/// between batches it rests in proportion to what they took, so that debits hardly notice a backlog.
/// </summary>
internal sealed partial class Sweeper(LaneCache lanes, StoreWatch watch, CreditsMetrics metrics, ILogger<Sweeper> logger)
{
    /// <summary>So many are advanced at once: with a store that commits wallets together they share a sync, and the writer is free again soon.</summary>
    private const int AtOnce = 16;

    private readonly IClock _clock = lanes.Context.Clock;
    private readonly CreditsOptions _options = lanes.Context.Options;

    /// <summary>When the wallet falls due, or fell, that comes first: as last looked up, in ticks; never, where none does.</summary>
    private long _firstDue = long.MaxValue;

    /// <summary>How long ago the wallet fell due that has waited longest, in seconds. It grows while the store cannot be asked.</summary>
    public double Lag()
    {
        long now = _clock.GetCurrentInstant().ToUnixTimeTicks();
        long due = Volatile.Read(ref _firstDue);
        return due < now ? (now - due) / (double)NodaConstants.TicksPerSecond : 0;
    }

    /// <summary>Advances what is due now, at full speed.</summary>
    /// <returns>How many wallets.</returns>
    public async ValueTask<int> AdvanceAsync(CancellationToken cancellationToken)
    {
        HashSet<WalletId> advanced = [];
        while (true)
        {
            IReadOnlyList<WalletId> due = await LeaseAsync(cancellationToken).ConfigureAwait(false);
            bool any = false;
            foreach (WalletId wallet in due)
            {
                any |= await TryAdvanceAsync(wallet, cancellationToken).ConfigureAwait(false) && advanced.Add(wallet);
            }

            if (!any)
            {
                return advanced.Count;
            }
        }
    }

    /// <summary>Advances what falls due when it does, until the end.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            Instant begun = _clock.GetCurrentInstant();
            Instant wake = _clock.After(_options.MaintenanceInterval);
            try
            {
                watch.SweeperSleeps(wake);
                await SweepAsync(stopping).ConfigureAwait(false);
                if (await FindFirstDueAsync(stopping).ConfigureAwait(false) is { } due && due < wake)
                {
                    // What fell due since, or was being written by somebody: not at once, or waiting for him would keep the store busy.
                    wake = Instant.Max(due, Instant.Min(wake, _clock.After(TimeSpan.FromMilliseconds(100))));
                    watch.SweeperSleeps(wake);
                }
            }
            catch (Exception error) when (error is not OperationCanceledException || !stopping.IsCancellationRequested)
            {
                LogFailed(logger, _options.MaintenanceInterval, error);

                // From now on something may have fallen due that nobody knows of.
                Volatile.Write(ref _firstDue, Math.Min(Volatile.Read(ref _firstDue), begun.ToUnixTimeTicks()));
            }
            catch (OperationCanceledException)
            {
                return;
            }

            await watch.Sweeper.WaitAsync(_clock, wake, stopping).ConfigureAwait(false);
        }
    }

    private async ValueTask SweepAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            long begun = Stopwatch.GetTimestamp();
            IReadOnlyList<WalletId> due = await LeaseAsync(stopping).ConfigureAwait(false);
            if (due.Count == 0)
            {
                return;
            }

            await Task.WhenAll(due.Select(wallet => TryAdvanceAsync(wallet, CancellationToken.None).AsTask())).ConfigureAwait(false);
            TimeSpan rest = Stopwatch.GetElapsedTime(begun) * ((100.0 / _options.MaintenancePercent) - 1);
            if (due.Count == AtOnce && rest > TimeSpan.Zero)
            {
                await Task.Delay(rest, stopping).ConfigureAwait(false);
            }
        }
    }

    private async ValueTask<Instant?> FindFirstDueAsync(CancellationToken stopping)
    {
        IReadOnlyList<DueWallet> first = await lanes.Context.Store.FindDueAsync(Instant.MaxValue, 1, stopping).ConfigureAwait(false);
        if (first.Count == 0)
        {
            Volatile.Write(ref _firstDue, long.MaxValue);
            return null;
        }

        // The epoch stands for what was due when it was written: nobody knows since when, but not for half a century.
        Instant due = first[0].Due;
        Volatile.Write(ref _firstDue, (due == NodaConstants.UnixEpoch ? _clock.GetCurrentInstant() : due).ToUnixTimeTicks());
        return due;
    }

    private ValueTask<IReadOnlyList<WalletId>> LeaseAsync(CancellationToken cancellationToken)
    {
        Instant now = Precision.Floor(_clock.GetCurrentInstant());
        return lanes.Context.Store.LeaseDueAsync(now, now + Duration.FromTimeSpan(_options.DueLease), AtOnce, cancellationToken);
    }

    /// <summary>One wallet that fails is logged and tried again when its lease ends; the others do not wait for it.</summary>
    private async ValueTask<bool> TryAdvanceAsync(WalletId wallet, CancellationToken cancellationToken)
    {
        try
        {
            await lanes.ReadAsync(wallet, Actor.System, (state, _) => state.Version, administers: true, cancellationToken).ConfigureAwait(false);
            metrics.Advanced(isDone: true);
            return true;
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            metrics.Advanced(isDone: false);
            LogNotAdvanced(logger, wallet, _options.DueLease, error);
            return false;
        }
    }

    [LoggerMessage(EventId = LogEvents.WalletNotAdvanced, Level = LogLevel.Error, Message = "What fell due in wallet {Wallet} could not be recorded; it is tried again within {Lease}.")]
    private static partial void LogNotAdvanced(ILogger logger, WalletId wallet, TimeSpan lease, Exception error);

    [LoggerMessage(EventId = LogEvents.SweepFailed, Level = LogLevel.Error, Message = "Looking for what fell due failed; it is tried again within {Interval}.")]
    private static partial void LogFailed(ILogger logger, TimeSpan interval, Exception error);
}
