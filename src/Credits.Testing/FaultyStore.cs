using System.Runtime.CompilerServices;
using Credits.Journal;
using Credits.Notifications;
using Credits.Storage;
using NodaTime;

namespace Credits.Testing;

/// <summary>
/// Puts faults between the library and a store: those a test asks for one by one, random ones that a seed repeats, and gates that hold
/// calls until the test lets them go. Without any of them it is the store below. Safe for concurrent use.
/// </summary>
/// <example>
/// <code>
/// FaultyStore store = new(new InMemoryStore());
/// store.FailCommits(CommitFault.LostAcknowledgement);
/// // the next debit is written and throws; repeated with the same operation id it is answered, once
/// </code>
/// </example>
/// <param name="inner">The store below.</param>
public sealed class FaultyStore(IStore inner) : DelegatingStore(inner)
{
    private readonly Lock _gate = new();
    private readonly Queue<CommitFault> _commitFaults = new();
    private readonly Dictionary<StoreCall, int> _failing = [];
    private CommitFault[] _randomFaults = [];
    private Random _random = new(0);
    private int _randomPercent;
    private StoreGate? _beforeCommits;
    private StoreGate? _afterCommits;
    private StoreGate? _loads;
    private int _commitsWritten;
    private int _loadsAsked;

    /// <summary>How many commits the store below has accepted.</summary>
    public int CommitsWritten => Volatile.Read(ref _commitsWritten);

    /// <summary>How many loads were asked for, failed ones included.</summary>
    public int LoadsAsked => Volatile.Read(ref _loadsAsked);

    /// <summary>
    /// Whether every call lets go of its thread before and after it reaches the store below, as one over a network would; false by
    /// default. An in-memory store answers at once, and hides what goes wrong in between.
    /// </summary>
    public bool Yields { get; set; }

    /// <summary>Gives the next commits these faults, one each, after those asked for before. <see cref="CommitFault.None"/> lets one through.</summary>
    /// <param name="faults">The faults.</param>
    public void FailCommits(params ReadOnlySpan<CommitFault> faults)
    {
        lock (_gate)
        {
            foreach (CommitFault fault in faults)
            {
                _commitFaults.Enqueue(fault);
            }
        }
    }

    /// <summary>Gives commits random faults wherever none was asked for, the same ones for the same seed and order of commits.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="percent">How many of a hundred commits: 0 to 100; 0 ends it.</param>
    /// <param name="faults">Which faults to choose from, alike often; at least one unless <paramref name="percent"/> is 0.</param>
    public void FailCommitsRandomly(int seed, int percent, params ReadOnlySpan<CommitFault> faults)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(percent);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(percent, 100);
        ArgumentOutOfRangeException.ThrowIfLessThan(faults.Length, percent == 0 ? 0 : 1, nameof(faults));
        lock (_gate)
        {
            _random = new(seed);
            _randomPercent = percent;
            _randomFaults = faults.ToArray();
        }
    }

    /// <summary>Lets the next calls of a kind fail with an <see cref="IOException"/>, before they reach the store below.</summary>
    /// <param name="call">The kind of call.</param>
    /// <param name="times">How many, in place of what was asked before; 0 for none.</param>
    public void Fail(StoreCall call, int times = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(times);
        lock (_gate)
        {
            _failing[call] = times;
        }
    }

    /// <summary>Holds commits from now on, in place of an earlier gate of that side, which is opened.</summary>
    /// <param name="afterwards">Whether they are held when they are written and not yet answered, rather than before they are written.</param>
    /// <returns>The gate.</returns>
    public StoreGate HoldCommits(bool afterwards = false) => afterwards ? Replace(ref _afterCommits) : Replace(ref _beforeCommits);

    /// <summary>Holds loads from now on before they reach the store below, in place of an earlier gate, which is opened.</summary>
    /// <returns>The gate.</returns>
    public StoreGate HoldLoads() => Replace(ref _loads);

    /// <inheritdoc/>
    public override async ValueTask<WalletHistory> LoadAsync(WalletId wallet, long afterVersion, IReadOnlyList<JournalKey> keys, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _loadsAsked);
        await BeginAsync(StoreCall.Load).ConfigureAwait(false);
        await PassAsync(_loads).ConfigureAwait(false);
        WalletHistory history = await Inner.LoadAsync(wallet, afterVersion, keys, cancellationToken).ConfigureAwait(false);
        await YieldAsync().ConfigureAwait(false);
        return history;
    }

    /// <inheritdoc/>
    public override async ValueTask<CommitOutcome> CommitAsync(WalletCommit commit, CancellationToken cancellationToken)
    {
        CommitFault fault = NextCommitFault();
        await YieldAsync().ConfigureAwait(false);
        await PassAsync(_beforeCommits).ConfigureAwait(false);
        switch (fault)
        {
            case CommitFault.NotApplied:
                throw new StoreException(CommandFate.NotApplied, "The test wanted this commit to fail, with nothing written.");
            case CommitFault.Exception:
                throw new IOException("The test wanted this commit to throw, with nothing written.");
            case CommitFault.VersionConflict:
                return CommitOutcome.VersionConflict;
            default:
                break;
        }

        CommitOutcome outcome = await Inner.CommitAsync(commit, cancellationToken).ConfigureAwait(false);
        if (outcome == CommitOutcome.Committed)
        {
            Interlocked.Increment(ref _commitsWritten);
        }

        await PassAsync(_afterCommits).ConfigureAwait(false);
        await YieldAsync().ConfigureAwait(false);
        return fault switch
        {
            CommitFault.LostAcknowledgement => throw new StoreException(CommandFate.Unknown, "The test wanted the answer to this commit to be lost."),
            CommitFault.ExceptionAfterwards => throw new IOException("The test wanted this commit to throw after it was written."),
            _ => outcome,
        };
    }

    /// <inheritdoc/>
    public override async IAsyncEnumerable<JournalEntry> ReadAsync(
        WalletId wallet, JournalRange range, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await BeginAsync(StoreCall.Read).ConfigureAwait(false);
        await foreach (JournalEntry entry in Inner.ReadAsync(wallet, range, cancellationToken).ConfigureAwait(false))
        {
            yield return entry;
        }
    }

    /// <inheritdoc/>
    public override async ValueTask<IReadOnlyList<DueWallet>> FindDueAsync(Instant until, int limit, CancellationToken cancellationToken)
    {
        await BeginAsync(StoreCall.FindDue).ConfigureAwait(false);
        return await Inner.FindDueAsync(until, limit, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override async ValueTask<IReadOnlyList<WalletId>> LeaseDueAsync(Instant now, Instant until, int limit, CancellationToken cancellationToken)
    {
        await BeginAsync(StoreCall.LeaseDue).ConfigureAwait(false);
        return await Inner.LeaseDueAsync(now, until, limit, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override async IAsyncEnumerable<WalletId> ListWalletsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await BeginAsync(StoreCall.ListWallets).ConfigureAwait(false);
        await foreach (WalletId wallet in Inner.ListWalletsAsync(cancellationToken).ConfigureAwait(false))
        {
            yield return wallet;
        }
    }

    /// <inheritdoc/>
    public override async ValueTask AddChannelsAsync(IReadOnlyList<string> channels, CancellationToken cancellationToken)
    {
        await BeginAsync(StoreCall.AddChannels).ConfigureAwait(false);
        await Inner.AddChannelsAsync(channels, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override async ValueTask<IReadOnlyList<NoticeLease>> LeaseNoticesAsync(string channel, Instant now, Instant until, int limit, CancellationToken cancellationToken)
    {
        await BeginAsync(StoreCall.LeaseNotices).ConfigureAwait(false);
        return await Inner.LeaseNoticesAsync(channel, now, until, limit, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override async ValueTask SettleNoticesAsync(IReadOnlyList<NoticeSettlement> settlements, CancellationToken cancellationToken)
    {
        await BeginAsync(StoreCall.SettleNotices).ConfigureAwait(false);
        await Inner.SettleNoticesAsync(settlements, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override async ValueTask<IReadOnlyList<ParkedNotice>> FindParkedNoticesAsync(
        WalletId? wallet, ParkedNoticeKey? after, int limit, CancellationToken cancellationToken)
    {
        await BeginAsync(StoreCall.FindParkedNotices).ConfigureAwait(false);
        return await Inner.FindParkedNoticesAsync(wallet, after, limit, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override async ValueTask<int> ResendNoticesAsync(IReadOnlyList<ParkedNoticeKey> notices, CancellationToken cancellationToken)
    {
        await BeginAsync(StoreCall.ResendNotices).ConfigureAwait(false);
        return await Inner.ResendNoticesAsync(notices, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override async ValueTask<IReadOnlyList<NoticeChannel>> FindChannelsAsync(CancellationToken cancellationToken)
    {
        await BeginAsync(StoreCall.FindChannels).ConfigureAwait(false);
        return await Inner.FindChannelsAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override async ValueTask RemoveChannelAsync(string channel, CancellationToken cancellationToken)
    {
        await BeginAsync(StoreCall.RemoveChannel).ConfigureAwait(false);
        await Inner.RemoveChannelAsync(channel, cancellationToken).ConfigureAwait(false);
    }

    private static StoreGate Replace(ref StoreGate? gate)
    {
        StoreGate made = new();
        Interlocked.Exchange(ref gate, made)?.Open();
        return made;
    }

    private static ValueTask PassAsync(StoreGate? gate) => gate is null ? default : new(gate.PassAsync());

    private CommitFault NextCommitFault()
    {
        lock (_gate)
        {
            if (_commitFaults.TryDequeue(out CommitFault fault))
            {
                return fault;
            }

            return _randomPercent > 0 && _random.Next(100) < _randomPercent ? _randomFaults[_random.Next(_randomFaults.Length)] : CommitFault.None;
        }
    }

    private async ValueTask BeginAsync(StoreCall call)
    {
        await YieldAsync().ConfigureAwait(false);
        lock (_gate)
        {
            if (_failing.TryGetValue(call, out int times) && times > 0)
            {
                _failing[call] = times - 1;
                throw new IOException($"The test wanted this call to fail: {call}.");
            }
        }
    }

    private async ValueTask YieldAsync()
    {
        if (Yields)
        {
            await Task.Yield();
        }
    }
}
