using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
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

    /// <summary>Runs an item on its wallet's lane.</summary>
    /// <exception cref="CreditsUnavailableException">The store failed.</exception>
    public async ValueTask RunAsync(WalletId wallet, WorkItem item, CancellationToken cancellationToken)
    {
        while (!await Lane(wallet).TryRunAsync(item, cancellationToken).ConfigureAwait(false))
        {
            // The lane was retired between being found and being entered; the next one found is new.
        }

        if (item.Error is { } error)
        {
            if (error is StoreException failure)
            {
                throw new CreditsUnavailableException(failure.Fate, wallet, item.Operation, failure);
            }

            ExceptionDispatchInfo.Throw(error);
        }
    }

    /// <summary>Sends a command down its wallet's lane and words the answer.</summary>
    public async ValueTask<CreditResult<T>> SendAsync<T>(
        WalletId wallet, Command command, string operation, Func<JournalEntry, T> answer, CancellationToken cancellationToken)
        where T : notnull
    {
        _ = wallet.Value;
        if (command.Administers && !command.Actor.Administers)
        {
            return CreditResult<T>.Refuse(Refusals.NotAuthorized(command.Actor), null);
        }

        WorkItem item = new(command, operation);
        await RunAsync(wallet, item, cancellationToken).ConfigureAwait(false);
        Decision decision = item.Decision;
        if (decision.Invalid is { } invalid)
        {
            throw invalid;
        }

        return decision.Entry is { } entry
            ? CreditResult<T>.Accept(answer(entry), operation, decision.IsReplay, Answers.Totals(entry))
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
        await RunAsync(wallet, item, cancellationToken).ConfigureAwait(false);
        return item.WalletExists
            ? CreditResult<T>.Accept((T)item.ReadValue!, null, isReplayed: false, item.Totals)
            : CreditResult<T>.Refuse(Refusals.WalletNotFound(wallet), null);
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
