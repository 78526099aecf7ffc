using System.Runtime.CompilerServices;
using Credits.Domain;
using Credits.Journal;
using Credits.Storage;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Credits.Engine;

/// <summary>
/// Works on one wallet, one batch at a time: load, decide, commit. An item is answered when its commit is durable, and the answers leave
/// with the batch; a failed commit discards the working copy, and what is not answered yet is decided again.
/// </summary>
internal sealed partial class WalletSession(WalletId id, LaneContext context)
{
    /// <summary>Each conflict means that somebody else got on; so many in a row mean that something is wrong.</summary>
    private const int MostConflicts = 1_000;

    private readonly WalletLoader _loader = new(id, context);
    private readonly RecentOperations _recent = new();
    private Draft? _draft;
    private int _sinceSnapshot;

    /// <summary>Answers every item of a batch; errors are answers too.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public async ValueTask RunAsync(List<WorkItem> batch)
    {
        int answered = 0;
        int conflicts = 0;
        Past? past = null;
        while (answered < batch.Count)
        {
            try
            {
                if (_draft is null)
                {
                    past = await LookAsync(batch, answered).ConfigureAwait(false);
                }

                (int decided, bool mustLook) = Decide(batch, answered, past);
                CommitOutcome outcome = await CommitAsync(decided).ConfigureAwait(false);
                if (outcome == CommitOutcome.Committed)
                {
                    answered = decided;
                }
                else if (context.IsInHostTransaction)
                {
                    throw new StoreException(CommandFate.NotApplied, "Somebody else wrote to the wallet after the transaction had read it. Roll the transaction back, and run all of it again.");
                }
                else if (++conflicts == MostConflicts)
                {
                    throw new StoreException(CommandFate.NotApplied, $"The wallet was written by others {MostConflicts} times while this command was tried; try again later.");
                }
                else
                {
                    Discard();
                }

                if (mustLook && _draft is not null)
                {
                    past = await LookAsync(batch, answered).ConfigureAwait(false);
                }
            }
            catch (CommitFailedException failure)
            {
                Discard();
                Fail(batch, answered, failure.Decided, failure.Cause);
                answered = failure.Decided;
            }
            catch (Exception error)
            {
                // Nothing of what is not answered was given to the store: it could not be read, or a rule failed.
                Discard();
                Fail(batch, answered, batch.Count, error as StoreException ?? new(CommandFate.NotApplied, error.Message, error));
                return;
            }
        }

        if (context.IsInHostTransaction)
        {
            Discard();
        }
    }

    private static void Fail(List<WorkItem> batch, int from, int to, StoreException error)
    {
        for (int i = from; i < to; i++)
        {
            batch[i].Error = error;
        }
    }

    private static List<JournalKey> KeysOf(List<WorkItem> batch, int from)
    {
        List<JournalKey> keys = [];
        for (int i = from; i < batch.Count; i++)
        {
            if (batch[i] is { Command: { } command, Operation: { } operation })
            {
                keys.Add(new(JournalKeyKind.Operation, operation));
                keys.AddRange(command.Lookups(operation));
            }
        }

        return keys;
    }

    /// <summary>Brings the working copy to the newest version, and finds the past of the items that are left.</summary>
    private async ValueTask<Past> LookAsync(List<WorkItem> batch, int from)
    {
        bool isNew = _draft is null;
        (_draft, Past past, int sinceSnapshot) = await _loader.LoadAsync(_draft, KeysOf(batch, from)).ConfigureAwait(false);
        _sinceSnapshot = isNew ? sinceSnapshot : _sinceSnapshot + sinceSnapshot;
        return past;
    }

    /// <summary>Decides items in order until one needs to look first.</summary>
    private (int Decided, bool MustLook) Decide(List<WorkItem> batch, int from, Past? past)
    {
        int next = from;
        while (next < batch.Count && TryDecide(batch[next], past))
        {
            next++;
        }

        return (next, next < batch.Count);
    }

    private bool TryDecide(WorkItem item, Past? past)
    {
        Draft draft = _draft!;
        Wallet wallet = draft.Wallet;
        Instant now = Instant.Max(Precision.Floor(context.Clock.GetCurrentInstant()), wallet.LastInstant);
        int written = draft.Entries.Count;
        Advance.To(draft, now);
        for (; past is not null && written < draft.Entries.Count; written++)
        {
            past.Add(draft.Entries[written]);
        }

        item.Error = null;
        try
        {
            if (!(item.Command is { } command ? TryDecide(item, command, now, past) : TryRead(item, now, past)))
            {
                return false;
            }
        }
        catch (Exception error) when (!draft.IsWriting)
        {
            // The host's price function threw, with nothing written: this caller's error alone, where the newest state gives it too.
            if (past is null)
            {
                return false;
            }

            item.Error = error;
        }

        item.WalletExists = wallet.IsOpen;
        item.Totals = new(wallet.Available, wallet.Reserved);
        return true;
    }

    private bool TryDecide(WorkItem item, Command command, Instant now, Past? past)
    {
        int hash = RecentOperations.HashOf(item.Operation!);
        item.Decision = past is null && _recent.MayHold(hash)
            ? Decision.LookFirst
            : Decider.Decide(_draft!, command, item.Operation!, now, past);
        if (item.Decision is { Entry: { } entry, IsReplay: false })
        {
            _recent.Add(hash);
            past?.Add(entry);
        }

        return !item.Decision.NeedsPast;
    }

    private bool TryRead(WorkItem item, Instant now, Past? past)
    {
        if (past is not null && _draft!.Wallet.IsOpen)
        {
            item.ReadValue = item.Read!(_draft.Wallet, now);
        }

        return past is not null;
    }

    private ValueTask<CommitOutcome> CommitAsync(int decided)
    {
        Draft draft = _draft!;
        if (draft.Entries.Count == 0)
        {
            return new(CommitOutcome.Committed);
        }

        _sinceSnapshot += draft.Entries.Count;
        WalletCommit commit = new(id, draft.Entries[0].Version - 1, draft.Entries, NextDue(draft.Wallet), Snapshot(draft.Wallet));
        try
        {
            ValueTask<CommitOutcome> committing = context.Store.CommitAsync(commit, CancellationToken.None);
            return committing.IsCompletedSuccessfully ? new(Committed(commit, committing.Result)) : FinishCommitAsync(commit, committing, decided);
        }
        catch (Exception error)
        {
            throw CommitFailed(decided, error);
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<CommitOutcome> FinishCommitAsync(WalletCommit commit, ValueTask<CommitOutcome> committing, int decided)
    {
        CommitOutcome outcome;
        try
        {
            outcome = await committing.ConfigureAwait(false);
        }
        catch (Exception error)
        {
            throw CommitFailed(decided, error);
        }

        return Committed(commit, outcome);
    }

    private static CommitFailedException CommitFailed(int decided, Exception error) =>
        new(decided, error as StoreException ?? new(CommandFate.Unknown, error.Message, error));

    private CommitOutcome Committed(WalletCommit commit, CommitOutcome outcome)
    {
        if (outcome == CommitOutcome.Committed)
        {
            if (commit.Snapshot is not null)
            {
                _sinceSnapshot = 0;
            }

            Observe(_draft!.Entries);
            _draft.Entries.Clear();
        }

        return outcome;
    }

    /// <summary>The commit is durable whatever an observer does: its exception is logged, and the answers leave as they are.</summary>
    private void Observe(List<JournalEntry> entries)
    {
        foreach (ICommitObserver observer in context.Observers)
        {
            try
            {
                observer.Committed(id, entries);
            }
            catch (Exception error)
            {
                LogObserverFailed(context.Logger, observer.GetType().Name, id, error);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The commit observer {Observer} threw for wallet {Wallet}; the commit stands.")]
    private static partial void LogObserverFailed(ILogger logger, string observer, WalletId wallet, Exception error);

    /// <summary>A snapshot when enough was written since the last, in proportion to what it holds: so its cost stays a small part of theirs.</summary>
    private WalletSnapshot? Snapshot(Wallet wallet) =>
        _sinceSnapshot >= Math.Max(context.Options.SnapshotEvery, 4L * (wallet.Lots.Count + wallet.Reservations.Count + wallet.Usage.Count + wallet.LimitMarks.Count))
            ? new(wallet.Version, WalletSnapshotCodec.Write(wallet))
            : null;

    /// <summary>What is due at the wallet's own last instant is due now, whatever a clock says that was set back.</summary>
    private static Instant? NextDue(Wallet wallet) =>
        wallet.Due.First is { } due ? due.At <= wallet.LastInstant ? NodaConstants.UnixEpoch : due.At : null;

    private void Discard()
    {
        _draft = null;
        _recent.Clear();
    }
}
