using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Credits.Journal;
using Credits.Storage;

namespace Credits.Cli.Stores;

/// <summary>
/// Reads alone. A wallet is advanced before it is read; what that would record is kept here, in memory, and read back behind what is
/// stored: so a reader sees what everybody else would, and writes nothing. A wallet that was advanced is seen as it was then.
/// </summary>
/// <param name="inner">The store.</param>
/// <param name="guesses">What becomes of what fell due and depends on a catalogue.</param>
internal sealed class ReadingStore(IStore inner, Guesses guesses) : StoreDecorator(inner)
{
    private readonly ConcurrentDictionary<WalletId, List<JournalEntry>> _derived = new();

    /// <summary>What was read that is noted; null where nothing was.</summary>
    public CatalogueNeed? Guess { get; private set; }

    public override ValueTask<CommitOutcome> CommitAsync(WalletCommit commit, CancellationToken cancellationToken)
    {
        if (guesses == Guesses.Refused)
        {
            CatalogueNeed.ThrowIfAny(commit);
        }

        if (guesses == Guesses.Noted)
        {
            Guess ??= CatalogueNeed.Of(commit);
        }

        _derived.AddOrUpdate(commit.Wallet, _ => [.. commit.Entries], (_, known) => [.. known, .. commit.Entries]);
        return new(CommitOutcome.Committed);
    }

    public override async ValueTask<WalletHistory> LoadAsync(WalletId wallet, long afterVersion, IReadOnlyList<JournalKey> keys, CancellationToken cancellationToken)
    {
        WalletHistory history = await Inner.LoadAsync(wallet, afterVersion, keys, cancellationToken);
        if (!_derived.TryGetValue(wallet, out List<JournalEntry>? derived))
        {
            return history;
        }

        long stored = derived[0].Version - 1;
        if (history.Snapshot is { } snapshot && snapshot.Version > stored)
        {
            throw new StoreException(CommandFate.NotApplied, $"The wallet '{wallet}' was written by others while it was read; try again.");
        }

        return history with
        {
            Entries = [.. history.Entries.Where(e => e.Version <= stored), .. derived.Where(e => e.Version > afterVersion)],
            Found = [.. history.Found.Where(f => f.Value.Version <= stored)],
        };
    }

    public override IAsyncEnumerable<JournalEntry> ReadAsync(WalletId wallet, JournalRange range, CancellationToken cancellationToken) =>
        _derived.TryGetValue(wallet, out List<JournalEntry>? derived)
            ? ReadAsync(wallet, range, derived, cancellationToken)
            : Inner.ReadAsync(wallet, range, cancellationToken);

    private async IAsyncEnumerable<JournalEntry> ReadAsync(
        WalletId wallet, JournalRange range, List<JournalEntry> derived, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        JournalEntry[] wanted =
        [
            .. derived.Where(e => e.Version > range.AfterVersion && e.Version <= range.UpToVersion && e.At >= range.From && e.At < range.To),
        ];
        JournalRange ofStored = range with { UpToVersion = Math.Min(range.UpToVersion, derived[0].Version - 1) };
        if (range.NewestFirst)
        {
            foreach (JournalEntry entry in wanted.Reverse())
            {
                yield return entry;
            }
        }

        if (ofStored.UpToVersion > ofStored.AfterVersion)
        {
            await foreach (JournalEntry entry in Inner.ReadAsync(wallet, ofStored, cancellationToken))
            {
                yield return entry;
            }
        }

        if (!range.NewestFirst)
        {
            foreach (JournalEntry entry in wanted)
            {
                yield return entry;
            }
        }
    }
}
