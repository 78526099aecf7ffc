using Credits.Domain;
using Credits.Journal;
using Credits.Storage;

namespace Credits.Engine;

/// <summary>Replays a wallet's journal and compares it with all that is stored beside it and derived from it.</summary>
internal sealed class Verifier(LaneCache lanes)
{
    public async ValueTask<CreditResult<VerificationReport>> VerifyAsync(WalletId wallet, Actor by, CancellationToken cancellationToken)
    {
        CreditResult<(long Version, byte[] State)> current = await lanes.ReadAsync(
            wallet, by, (state, _) => (state.Version, WalletSnapshotCodec.Write(state)), administers: true, cancellationToken).ConfigureAwait(false);
        if (!current.TryGetValue(out (long Version, byte[] State) live))
        {
            return CreditResult<VerificationReport>.Refuse(current.Refusal!, current.Totals);
        }

        JournalAudit audit = new(wallet);
        try
        {
            await CheckAsync(wallet, live, audit, cancellationToken).ConfigureAwait(false);
        }
        catch (StoreException failure)
        {
            throw new CreditsUnavailableException(CommandFate.NotApplied, wallet, null, failure);
        }

        return current.Select(_ => new VerificationReport(wallet, audit.Wallet.Version, audit.Wallet.Rows, audit.Faults));
    }

    private async ValueTask CheckAsync(WalletId wallet, (long Version, byte[] State) live, JournalAudit audit, CancellationToken cancellationToken)
    {
        await ReplayAsync(wallet, live.Version, audit, cancellationToken).ConfigureAwait(false);
        if (audit.Wallet.Version != live.Version)
        {
            audit.Say(new(VerificationCheck.EntryOrder, $"the journal could be replayed up to entry {audit.Wallet.Version}, the wallet is at {live.Version}")
            {
                Entry = audit.Wallet.Version, Field = "version", Stored = $"{live.Version}", Replayed = $"{audit.Wallet.Version}",
            });
        }
        else
        {
            byte[] replayed = WalletSnapshotCodec.Write(audit.Wallet);
            Compare(audit, VerificationCheck.StateInUse, $"the state in use at entry {live.Version}", live.State, replayed);
            await CheckSnapshotAsync(wallet, replayed, audit, cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask ReplayAsync(WalletId wallet, long upTo, JournalAudit audit, CancellationToken cancellationToken)
    {
        LookupAudit lookups = new(wallet, lanes.Context.Store, audit);
        try
        {
            await foreach (JournalEntry entry in lanes.Context.ReadJournalAsync(wallet, new() { UpToVersion = upTo }, cancellationToken).ConfigureAwait(false))
            {
                if (!audit.TryReplay(entry))
                {
                    break;
                }

                await lookups.AddAsync(entry, cancellationToken).ConfigureAwait(false);
                if (audit.IsFull)
                {
                    break;
                }
            }

            await lookups.CheckAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (JournalFormatException damage) when (!damage.LibraryIsTooOld)
        {
            audit.Say(new(VerificationCheck.Replay, $"the journal cannot be read after entry {audit.Wallet.Version}: {damage.Message}") { Entry = audit.Wallet.Version + 1 });
        }
    }

    /// <summary>The stored snapshot, brought up to the replayed version, must be the same state.</summary>
    private async ValueTask CheckSnapshotAsync(WalletId wallet, byte[] replayed, JournalAudit audit, CancellationToken cancellationToken)
    {
        long version = audit.Wallet.Version;
        WalletHistory history = await lanes.Context.Store.LoadAsync(wallet, 0, [], cancellationToken).ConfigureAwait(false);
        if (history.Snapshot is not { } snapshot || snapshot.Version > version)
        {
            return;
        }

        Wallet? restored = Restore(wallet, snapshot, audit);
        if (restored is null)
        {
            return;
        }

        foreach (JournalEntry entry in history.Entries.TakeWhile(e => e.Version <= version))
        {
            try
            {
                restored.Apply(entry);
            }
            catch (Exception error) when (JournalAudit.IsUnfit(error))
            {
                audit.Say(new(VerificationCheck.Snapshot, $"the snapshot of entry {snapshot.Version} does not fit entry {entry.Version}: {error.Message}") { Entry = entry.Version });
                return;
            }
        }

        Compare(
            audit,
            VerificationCheck.Snapshot,
            snapshot.Version == version ? $"the snapshot of entry {version}" : $"the snapshot of entry {snapshot.Version}, brought to entry {version}",
            WalletSnapshotCodec.Write(restored),
            replayed);
    }

    /// <summary>The snapshot's state; null where it cannot be read. A newer library's is no fault: this one replays the journal instead.</summary>
    private static Wallet? Restore(WalletId wallet, WalletSnapshot snapshot, JournalAudit audit)
    {
        try
        {
            return WalletSnapshotCodec.Read(wallet, snapshot.State);
        }
        catch (JournalFormatException damage)
        {
            if (!damage.LibraryIsTooOld)
            {
                audit.Say(new(VerificationCheck.Snapshot, $"the snapshot of entry {snapshot.Version} cannot be read: {damage.Message}") { Entry = snapshot.Version });
            }

            return null;
        }
    }

    private static void Compare(JournalAudit audit, VerificationCheck check, string what, byte[] stored, byte[] replayed)
    {
        if (stored.AsSpan().SequenceEqual(replayed))
        {
            return;
        }

        foreach (StateDifference difference in StateComparison.Find(stored, replayed))
        {
            audit.Say(new(check, $"{what}: {difference}")
            {
                Entry = audit.Wallet.Version,
                Grant = difference.Grant,
                Reservation = difference.Reservation,
                Field = difference.Field,
                Stored = difference.Stored,
                Replayed = difference.Replayed,
            });
        }
    }
}
