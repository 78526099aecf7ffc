using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.ExceptionServices;
using Credits.Diagnostics;
using Credits.Domain;
using Credits.Journal;
using Credits.Storage;
using NodaTime;

namespace Credits.Engine;

/// <summary>The lanes of the wallets in use, at most so many; those unused for longest leave first.</summary>
internal sealed class LaneCache(LaneContext context)
{
    private readonly ConcurrentDictionary<WalletId, WalletLane> _lanes = new();
    private int _count;
    private int _trimming;

    public LaneContext Context => context;

    /// <summary>Waits until an item that was sent down its wallet's lane is answered.</summary>
    /// <exception cref="CreditsUnavailableException">The store failed.</exception>
    private async ValueTask FinishAsync(ValueTask<bool> running, WalletId wallet, WorkItem item, CancellationToken cancellationToken)
    {
        while (!await running.ConfigureAwait(false))
        {
            // The lane was retired between being found and being entered; the next one found is new.
            running = Lane(wallet).TryRunAsync(item, cancellationToken);
        }

        ThrowError(wallet, item);
    }

    private static void ThrowError(WalletId wallet, WorkItem item)
    {
        if (item.Error is { } error)
        {
            if (error is StoreException failure)
            {
                throw new CreditsUnavailableException(failure.Fate, wallet, item.Operation, failure);
            }

            ExceptionDispatchInfo.Throw(error);
        }
    }

    /// <summary>How many commands wait for the wallet for which most wait.</summary>
    public int Depth() => _lanes.Values.Select(l => l.Depth).DefaultIfEmpty().Max();

    /// <summary>Sends a command down its wallet's lane and words the answer.</summary>
    public ValueTask<CreditResult<T>> SendAsync<T>(
        WalletId wallet, Command command, string operation, Func<JournalEntry, T> answer, CancellationToken cancellationToken)
        where T : notnull =>
        SendAsync(wallet, WorkItem.For(command, operation), answer, cancellationToken);

    /// <summary>The same for a command with its item, which is the lanes' from now on.</summary>
    public ValueTask<CreditResult<T>> SendAsync<T>(WalletId wallet, WorkItem item, Func<JournalEntry, T> answer, CancellationToken cancellationToken)
        where T : notnull
    {
        _ = wallet.Value;
        Command command = item.Command!;
        if (command.Administers && !command.Actor.Administers)
        {
            return new(CreditResult<T>.Refuse(Refusals.NotAuthorized(command.Actor), null));
        }

        if (context.Metrics is { MeasuresCommands: true } metrics)
        {
            return MeasuredAsync(metrics, wallet, item, command.Name, answer, cancellationToken);
        }

        // Where nothing is waited for, as with the store in memory, nothing asynchronous is paid for.
        ValueTask<bool> running = Lane(wallet).TryRunAsync(item, cancellationToken);
        if (!running.IsCompletedSuccessfully)
        {
            return FinishAsync(running, wallet, item, answer, cancellationToken);
        }

        bool ran = running.Result;
        if (!ran || item.Error is not null)
        {
            return FinishAsync(new(ran), wallet, item, answer, cancellationToken);
        }

        CreditResult<T> result = Result(item, answer);
        WorkItem.Recycle(item);
        return new(result);
    }

    /// <summary>The same as <see cref="FinishAsync(ValueTask{bool}, WalletId, WorkItem, CancellationToken)"/> with the answer in words, after which the item may be used again: one object for both, where a thousand wait.</summary>
    private async ValueTask<CreditResult<T>> FinishAsync<T>(
        ValueTask<bool> running, WalletId wallet, WorkItem item, Func<JournalEntry, T> answer, CancellationToken cancellationToken)
        where T : notnull
    {
        while (!await running.ConfigureAwait(false))
        {
            running = Lane(wallet).TryRunAsync(item, cancellationToken);
        }

        ThrowError(wallet, item);
        CreditResult<T> result = Result(item, answer);
        WorkItem.Recycle(item);
        return result;
    }

    private static CreditResult<T> Result<T>(WorkItem item, Func<JournalEntry, T> answer)
        where T : notnull
    {
        Decision decision = item.Decision;
        if (decision.Invalid is { } invalid)
        {
            throw invalid;
        }

        return decision.Entry is { } entry
            ? CreditResult<T>.Accept(answer(entry), item.Operation, decision.IsReplay, Answers.Totals(entry))
            : CreditResult<T>.Refuse(decision.Refusal!, item.WalletExists ? item.Totals : null);
    }

    /// <summary>Looks at a wallet that is known to be current and advanced to now.</summary>
    public async ValueTask<CreditResult<T>> ReadAsync<T>(
        WalletId wallet, Actor by, Func<Wallet, Instant, T> read, bool administers, CancellationToken cancellationToken)
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(by);
        _ = wallet.Value;
        if (administers && !by.Administers)
        {
            return CreditResult<T>.Refuse(Refusals.NotAuthorized(by), null);
        }

        WorkItem item = new((w, now) => read(w, now));
        await FinishAsync(Lane(wallet).TryRunAsync(item, cancellationToken), wallet, item, cancellationToken).ConfigureAwait(false);
        return item.WalletExists
            ? CreditResult<T>.Accept((T)item.ReadValue!, null, isReplayed: false, item.Totals)
            : CreditResult<T>.Refuse(Refusals.WalletNotFound(wallet), null);
    }

    private async ValueTask<CreditResult<T>> MeasuredAsync<T>(
        CreditsMetrics metrics, WalletId wallet, WorkItem item, string command, Func<JournalEntry, T> answer, CancellationToken cancellationToken)
        where T : notnull
    {
        long begun = Stopwatch.GetTimestamp();
        using Activity? activity = CreditsMetrics.BeginCommand(command);
        try
        {
            CreditResult<T> result = await FinishAsync(Lane(wallet).TryRunAsync(item, cancellationToken), wallet, item, answer, cancellationToken).ConfigureAwait(false);
            string outcome = result.Refusal is not null ? "refused" : result.IsReplayed ? "replayed" : "accepted";
            activity?.SetTag("credits.outcome", outcome);
            metrics.Answered(command, outcome, result.Refusal?.Code, Stopwatch.GetElapsedTime(begun));
            return result;
        }
        catch (Exception error)
        {
            activity?.SetStatus(ActivityStatusCode.Error, error.Message);
            metrics.Answered(command, "failed", null, Stopwatch.GetElapsedTime(begun));
            throw;
        }
    }

    private WalletLane Lane(WalletId wallet)
    {
        if (_lanes.TryGetValue(wallet, out WalletLane? lane))
        {
            if (!lane.IsRetired)
            {
                return lane;
            }

            Remove(wallet, lane);
        }

        context.CountLane();
        WalletLane made = new(wallet, context);
        lane = _lanes.GetOrAdd(wallet, made);
        if (ReferenceEquals(lane, made) && Interlocked.Increment(ref _count) > context.Options.MaxCachedWallets)
        {
            Trim(made);
        }

        return lane;
    }

    private void Remove(WalletId wallet, WalletLane lane)
    {
        if (_lanes.TryRemove(new(wallet, lane)))
        {
            Interlocked.Decrement(ref _count);
        }
    }

    /// <summary>
    /// Retires the idle lanes used longest ago, a tenth more than needed. Those at work stay, however many they are, and so does the one
    /// just made: its caller is about to enter it.
    /// </summary>
    private void Trim(WalletLane made)
    {
        if (Interlocked.Exchange(ref _trimming, 1) == 1)
        {
            return;
        }

        try
        {
            int excess = _count - (context.Options.MaxCachedWallets * 9 / 10);
            foreach ((WalletId wallet, WalletLane lane) in _lanes.ToArray().OrderBy(l => l.Value.LastUsed).Take(excess))
            {
                if (!ReferenceEquals(lane, made) && lane.TryRetire())
                {
                    Remove(wallet, lane);
                }
            }
        }
        finally
        {
            Volatile.Write(ref _trimming, 0);
        }
    }
}
