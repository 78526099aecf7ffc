using System.Text;
using System.Text.Json.Nodes;
using Credits.Journal;
using Credits.Storage;
using static Credits.Testing.Conformance.Material;

namespace Credits.Testing.Conformance;

/// <summary>Keys of commits of many entries: a store may take several at a time, and where that begins and ends must not be seen.</summary>
internal static class ManyKeysCases
{
    private const int Most = 65;

    private static readonly WalletId Acme = "acme";
    private static readonly int[] Counts = [2, 7, 8, 9, 15, 16, 17, 31, 32, 33, 64, Most];

    public static StoreConformanceCase[] All { get; } =
    [
        new("An operation id that is known is a duplicate wherever in a commit it stands", KnownAnywhereAsync),
        new("Operations of commits of any size lead to their own entries, with entries between them that have none", LeadAsync),
    ];

    private static async Task KnownAnywhereAsync(StoreTrial trial)
    {
        JournalEntry[] journal = await ManyAsync(Most + 1).ConfigureAwait(false);
        await trial.CommitAsync(Acme, journal[..3]).ConfigureAwait(false);
        foreach (int count in Counts)
        {
            foreach (int place in new[] { 0, count / 2, count - 1 }.Distinct())
            {
                JournalEntry[] entries = journal[3..(3 + count)];
                entries[place] = AtVersion(journal[2], 4 + place);
                await trial.CommitInVainAsync(CommitOutcome.DuplicateKey, new(Acme, 3, entries, null, null)).ConfigureAwait(false);
                entries[place] = AtVersion(journal[place == 0 ? 4 : 3], 4 + place);
                await trial.CommitInVainAsync(CommitOutcome.DuplicateKey, new(Acme, 3, entries, null, null)).ConfigureAwait(false);
            }
        }

        await trial.CommitAsync(Acme, journal[3..]).ConfigureAwait(false);
    }

    private static async Task LeadAsync(StoreTrial trial)
    {
        JournalEntry[] journal = await ManyAsync(Most).ConfigureAwait(false);
        foreach (int count in Counts)
        {
            WalletId wallet = $"wallet-{count}";
            JournalEntry[] entries = journal[..count];
            if (count / 2 > 1)
            {
                // The two before the consumes are what the wallet begins with.
                entries[count / 2] = WithoutOperation(entries[count / 2]);
            }

            await trial.CommitAsync(wallet, entries).ConfigureAwait(false);
            (JournalKey Key, long Version)[] expected =
                [.. entries.Where(e => e.Operation is not null).Select(e => (Operation(e.Operation!), e.Version))];
            Check.Found(expected, await trial.LoadAsync(wallet, 0, [.. expected.Select(e => e.Key)]).ConfigureAwait(false));
        }
    }

    private static Task<JournalEntry[]> ManyAsync(int consumes) => ConsumesAsync(Acme, [.. Enumerable.Range(0, consumes).Select(i => $"operation-{i}")]);

    /// <summary>The same as if it had fallen due by itself.</summary>
    private static JournalEntry WithoutOperation(JournalEntry entry)
    {
        JsonObject json = JsonNode.Parse(JournalCodec.Encode(entry))!.AsObject();
        foreach (string field in new[] { "o", "k", "f" })
        {
            json.Remove(field);
        }

        return JournalCodec.Read(entry.Version, Encoding.UTF8.GetBytes(json.ToJsonString()));
    }
}
