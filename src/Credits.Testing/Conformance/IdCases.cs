using Credits.Journal;
using Credits.Storage;

namespace Credits.Testing.Conformance;

/// <summary>Ids: compared ordinally, whatever they are made of.</summary>
internal static class IdCases
{
    /// <summary>Pairs and triples that collations, trimming, normalising, quoting, patterns or a column's width take for the same.</summary>
    private static readonly string[] Lookalikes =
    [
        "a", "A", "a ", " a", "a  ", "\u00e9", "e\u0301", "\u00df", "ss", "i", "\u0131", "I", "\u0130", "a\u200d", "a\u00ad", "\uff41",
        "\U0001f600", "\U0001f601", "\U0001f468\u200d\U0001f469", "\u4e2d\u6587", "'", "''", "\"", "\\", "\\\\", "%", "_", "a%", "a_", "ab",
        "1", "01", "1.0", "null", "NULL", "{}", "a:b", "a/b", "../a", "a;--", "$1", "@p0", "?",
        new string('x', 200), new string('x', 199), new string('x', 199) + "y", new string('\u4e2d', 200), new string('\u4e2d', 199) + "\u6587",
        string.Concat(Enumerable.Repeat("\U0001f600", 100)), string.Concat(Enumerable.Repeat("\U0001f600", 99)) + "\U0001f601",
    ];

    public static StoreConformanceCase[] All { get; } =
    [
        new("Operation ids are compared ordinally", OperationsAsync),
        new("Reservation ids are compared ordinally", ReservationsAsync),
        new("Wallet ids are compared ordinally", WalletsAsync),
    ];

    private static async Task OperationsAsync(StoreTrial trial)
    {
        WalletId acme = "acme";
        JournalEntry[] journal = await Material.ConsumesAsync(acme, Lookalikes).ConfigureAwait(false);
        await trial.CommitAsync(acme, journal[..2]).ConfigureAwait(false);
        await LeadApartAsync(trial, acme, journal[2..], Material.Operation).ConfigureAwait(false);
    }

    private static async Task ReservationsAsync(StoreTrial trial)
    {
        WalletId acme = "acme";
        JournalEntry[] journal = await Material.ReservationsAsync(acme, Lookalikes).ConfigureAwait(false);
        await trial.CommitAsync(acme, journal[..2]).ConfigureAwait(false);
        await LeadApartAsync(trial, acme, journal[2..], Material.Reservation).ConfigureAwait(false);
    }

    /// <summary>Each is unknown until its own entry is committed, and leads to that one from then on.</summary>
    private static async Task LeadApartAsync(StoreTrial trial, WalletId wallet, JournalEntry[] entries, Func<string, JournalKey> key)
    {
        JournalKey[] keys = [.. Lookalikes.Select(key)];
        for (int i = 0; i < entries.Length; i++)
        {
            await trial.CommitAsync(wallet, [entries[i]]).ConfigureAwait(false);
            WalletHistory history = await trial.LoadAsync(wallet, entries[i].Version, keys).ConfigureAwait(false);
            Check.Found(keys.Take(i + 1).Select((k, place) => (k, entries[place].Version)), history);
        }
    }

    private static async Task WalletsAsync(StoreTrial trial)
    {
        Dictionary<WalletId, JournalEntry[]> journals = [];
        foreach (WalletId wallet in Lookalikes.Select(id => new WalletId(id)))
        {
            journals.Add(wallet, await Material.NoticesAsync(wallet, 1).ConfigureAwait(false));
            await trial.CommitAsync(wallet, journals[wallet], Material.At(journals.Count)).ConfigureAwait(false);
        }

        foreach ((WalletId wallet, JournalEntry[] journal) in journals)
        {
            Check.Entries(journal, (await trial.LoadAsync(wallet).ConfigureAwait(false)).Entries, $"wallet '{wallet}'");
            Check.Entries(journal, await trial.ReadAsync(wallet, JournalRange.All).ConfigureAwait(false), $"wallet '{wallet}', read");
        }

        Check.Same(journals.Keys.Order(), await trial.ListAsync().ConfigureAwait(false), "the wallets, ordinally");
        Check.Same(journals.Keys, (await trial.FindDueAsync(Material.At(journals.Count)).ConfigureAwait(false)).Select(d => d.Wallet), "the wallets, soonest due first");
        Check.Same(
            journals.Values.SelectMany(j => j).SelectMany(e => e.Notices).Select(n => n.Id).Order(StringComparer.Ordinal),
            (await trial.LeaseNoticesAsync(0).ConfigureAwait(false)).Select(n => n.Id).Order(StringComparer.Ordinal),
            "the notices of all wallets");
    }
}
