using System.Runtime.CompilerServices;
using Credits.Storage;
using Npgsql;

namespace Credits.PostgreSql;

/// <summary>Writes groups of commits, and finds out what became of those whose answer was lost. Safe for concurrent use.</summary>
internal sealed class CommitWriter(TableNames tables, SessionPool sessions, Retry retry)
{
    /// <summary>Stands for a commit that must wait for a wallet on its own; never leaves the store.</summary>
    public const CommitOutcome Held = (CommitOutcome)(-1);

    private readonly WrittenEntries _written = new(tables);

    /// <summary>Commits all of a group, each wallet fenced by its own version.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<IReadOnlyList<CommitOutcome>> CommitTogetherAsync(IReadOnlyList<WalletCommit> commits)
    {
        if (commits.Count == 1)
        {
            return [await CommitAloneAsync(commits[0], waitsForLocks: false).ConfigureAwait(false)];
        }

        HashSet<WalletId> wallets = new(commits.Count);
        WalletCommit[] group = new WalletCommit[commits.Count];
        bool areDistinct = true;
        for (int i = 0; i < group.Length; i++)
        {
            group[i] = commits[i];
            areDistinct &= wallets.Add(group[i].Wallet);
        }

        return areDistinct ? await CommitDistinctAsync(group).ConfigureAwait(false) : await CommitInTurnsAsync(group).ConfigureAwait(false);
    }

    /// <summary>Commits one, and waits for whoever holds its wallet as long as things are tried again.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<CommitOutcome> CommitAloneAsync(WalletCommit commit, bool waitsForLocks)
    {
        try
        {
            IReadOnlyList<CommitOutcome> outcomes = await SendAsync([commit], looksFirst: false, passesLocks: !waitsForLocks).ConfigureAwait(false);
            return outcomes[0];
        }
        catch (StoreException failure) when (IsKnownKey(failure))
        {
            return CommitOutcome.DuplicateKey;
        }
        catch (WalletHeldException)
        {
            return Held;
        }
    }

    /// <summary>A wallet goes once a statement. The engine never has two commits of one on their way, yet the contract does not forbid it.</summary>
    private async ValueTask<IReadOnlyList<CommitOutcome>> CommitInTurnsAsync(WalletCommit[] commits)
    {
        CommitOutcome[] outcomes = new CommitOutcome[commits.Length];
        foreach (int[] turn in commits.Select((c, place) => (c.Wallet, place)).GroupBy(c => c.Wallet, c => c.place)
            .SelectMany(ofOne => ofOne.Select((place, turn) => (place, turn))).GroupBy(c => c.turn, c => c.place).Select(t => t.ToArray()))
        {
            IReadOnlyList<CommitOutcome> answers = await CommitDistinctAsync([.. turn.Select(p => commits[p])]).ConfigureAwait(false);
            for (int i = 0; i < turn.Length; i++)
            {
                outcomes[turn[i]] = answers[i];
            }
        }

        return outcomes;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<IReadOnlyList<CommitOutcome>> CommitDistinctAsync(WalletCommit[] group)
    {
        if (group.Length > 1)
        {
            try
            {
                return await SendAsync(group, looksFirst: false, passesLocks: true).ConfigureAwait(false);
            }
            catch (WalletHeldException)
            {
                CommitOutcome[] held = new CommitOutcome[group.Length];
                Array.Fill(held, Held);
                return held;
            }
            catch (StoreException failure) when (IsKnownKey(failure))
            {
                // Somebody repeats an operation, which is rare: only now it pays to look who.
            }

            try
            {
                return await SendAsync(group, looksFirst: true, passesLocks: false).ConfigureAwait(false);
            }
            catch (StoreException failure) when (IsKnownKey(failure))
            {
                // A commit that has the same operation twice is not seen by looking.
            }
        }

        CommitOutcome[] outcomes = new CommitOutcome[group.Length];
        for (int i = 0; i < group.Length; i++)
        {
            outcomes[i] = await CommitAloneAsync(group[i], waitsForLocks: true).ConfigureAwait(false);
        }

        return outcomes;
    }

    private ValueTask<IReadOnlyList<CommitOutcome>> SendAsync(WalletCommit[] group, bool looksFirst, bool passesLocks) => retry.RunAsync(
        async fate =>
        {
            try
            {
                IReadOnlyList<CommitOutcome> outcomes = await sessions.UseAsync(s => s.CommitAsync(group, looksFirst), CancellationToken.None).ConfigureAwait(false);
                return fate == CommandFate.Unknown ? await FindOwnAsync(group, outcomes).ConfigureAwait(false) : outcomes;
            }
            catch (PostgresException refused) when (fate == CommandFate.Unknown && IsKnownKey(refused))
            {
                CommitOutcome[] known = new CommitOutcome[group.Length];
                Array.Fill(known, CommitOutcome.DuplicateKey);
                IReadOnlyList<CommitOutcome> found = await FindOwnAsync(group, known).ConfigureAwait(false);
                if (group.Length == 1 || found.All(o => o == CommitOutcome.Committed))
                {
                    return found;
                }

                throw;
            }
            catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.LockNotAvailable && passesLocks && fate == CommandFate.NotApplied)
            {
                throw new WalletHeldException(refused);
            }
        },
        CancellationToken.None);

    /// <summary>
    /// The answer to an earlier attempt was lost, so that what is refused now may be there because of it: then the journal has exactly these
    /// entries. Sending again has made sure that the earlier attempt is over, since it held the wallet's row or will find it changed.
    /// </summary>
    private async ValueTask<IReadOnlyList<CommitOutcome>> FindOwnAsync(WalletCommit[] group, IReadOnlyList<CommitOutcome> outcomes)
    {
        CommitOutcome[] found = [.. outcomes];
        for (int i = 0; i < found.Length; i++)
        {
            WalletCommit commit = group[i];
            if (found[i] != CommitOutcome.Committed
                && await sessions.UseAsync(s => _written.HasAsync(s, commit), CancellationToken.None).ConfigureAwait(false))
            {
                found[i] = CommitOutcome.Committed;
            }
        }

        return found;
    }

    private static bool IsKnownKey(StoreException failure) => failure.InnerException is PostgresException refused && IsKnownKey(refused);

    /// <summary>An operation or a subject is known. A version that is there twice is another matter: then the tables do not agree.</summary>
    private static bool IsKnownKey(PostgresException refused) =>
        refused is { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: "journal_operation" or "subjects_pkey" };
}
