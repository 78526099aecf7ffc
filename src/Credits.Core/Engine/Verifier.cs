using Credits.Domain;
using Credits.Journal;
using Credits.Storage;

namespace Credits.Engine;

/// <summary>Replays a wallet's journal and compares it with all that is stored beside it and derived from it.</summary>
internal sealed class Verifier(LaneCache lanes)
{
    private const int MostFaults = 100;
    private const int KeysAtOnce = 500;

    public async ValueTask<CreditResult<VerificationReport>> VerifyAsync(WalletId wallet, Actor by, CancellationToken cancellationToken)
    {
        CreditResult<(long Version, byte[] State)> current = await lanes.ReadAsync(
            wallet, by, (state, _) => (state.Version, WalletSnapshotCodec.Write(state)), administers: true, cancellationToken).ConfigureAwait(false);
        if (!current.TryGetValue(out (long Version, byte[] State) live))
        {
            return CreditResult<VerificationReport>.Refuse(current.Refusal!, current.Totals);
        }

        JournalAudit audit = new(wallet);
        Dictionary<JournalKey, long> keys = [];
        await foreach (JournalEntry entry in lanes.Context.Store.ReadAsync(wallet, new() { UpToVersion = live.Version }, cancellationToken).ConfigureAwait(false))
        {
            if (!audit.TryReplay(entry))
            {
                break;
            }

            if (entry.Operation is { } operation)
            {
                if (!keys.TryAdd(new(JournalKeyKind.Operation, operation), entry.Version))
                {
                    audit.Say($"entry {entry.Version}: its operation '{operation}' is that of an earlier entry");
                }

                if (keys.Count == KeysAtOnce)
                {
                    await CheckKeysAsync(wallet, keys, audit, cancellationToken).ConfigureAwait(false);
                }
            }

            if (audit.Faults.Count >= MostFaults)
            {
                break;
            }
        }

        await CheckKeysAsync(wallet, keys, audit, cancellationToken).ConfigureAwait(false);
        if (audit.Wallet.Version != live.Version)
        {
            audit.Say($"the journal ends at entry {audit.Wallet.Version}, the wallet is at {live.Version}");
        }
        else if (!WalletSnapshotCodec.Write(audit.Wallet).AsSpan().SequenceEqual(live.State))
        {
            audit.Say($"the state in use differs from the replayed one at entry {live.Version}");
        }

        await CheckSnapshotAsync(wallet, live.Version, live.State, audit, cancellationToken).ConfigureAwait(false);
        return current.Select(_ => new VerificationReport(wallet, audit.Wallet.Version, audit.Wallet.Rows, audit.Faults));
    }

    private async ValueTask CheckKeysAsync(WalletId wallet, Dictionary<JournalKey, long> keys, JournalAudit audit, CancellationToken cancellationToken)
    {
        WalletHistory history = await lanes.Context.Store.LoadAsync(wallet, long.MaxValue, [.. keys.Keys], cancellationToken).ConfigureAwait(false);
        Dictionary<JournalKey, long> found = history.Found.ToDictionary(f => f.Key, f => f.Value.Version);
        foreach ((JournalKey key, long version) in keys)
        {
            if (!found.TryGetValue(key, out long stored))
            {
                audit.Say($"entry {version}: its operation '{key.Id}' is not found by its id");
            }
            else if (stored != version)
            {
                audit.Say($"entry {version}: its operation '{key.Id}' leads to entry {stored}");
            }
        }

        keys.Clear();
    }

    /// <summary>The stored snapshot, brought up to the version, must be the same state.</summary>
    private async ValueTask CheckSnapshotAsync(WalletId wallet, long version, byte[] state, JournalAudit audit, CancellationToken cancellationToken)
    {
        WalletHistory history = await lanes.Context.Store.LoadAsync(wallet, 0, [], cancellationToken).ConfigureAwait(false);
        if (history.Snapshot is not { } snapshot || snapshot.Version > version)
        {
            return;
        }

        Wallet restored = WalletSnapshotCodec.Read(wallet, snapshot.State);
        foreach (JournalEntry entry in history.Entries.TakeWhile(e => e.Version <= version))
        {
            restored.Apply(entry);
        }

        if (!WalletSnapshotCodec.Write(restored).AsSpan().SequenceEqual(state))
        {
            audit.Say($"the snapshot of entry {snapshot.Version} leads to another state at entry {version}");
        }
    }
}
