using Credits.Journal;
using Credits.Notifications;
using Credits.Storage;

namespace Credits.Testing.Conformance;

/// <summary>Notices: there exactly when their commit is, until they are acknowledged.</summary>
internal static class NoticeCases
{
    private static readonly WalletId Acme = "acme";

    public static StoreConformanceCase[] All { get; } =
    [
        new("Notices come back whole, of each wallet in the order of their numbers", OrderAsync),
        new("A notice is there exactly when its commit is", WithCommitAsync),
        new("A lease takes at most as many notices as asked for", LimitAsync),
        new("Acknowledged notices never come back", AcknowledgedAsync),
        new("Acknowledging what is gone already changes nothing", GoneAsync),
        new("Returned notices can be leased again at once, in order", ReturnedAsync),
    ];

    private static async Task OrderAsync(StoreTrial trial)
    {
        WalletId[] wallets = ["b", "a", "c"];
        Dictionary<WalletId, JournalEntry[]> journals = [];
        foreach (WalletId wallet in wallets)
        {
            journals.Add(wallet, await Material.LifeAsync(wallet).ConfigureAwait(false));
        }

        // Their commits alternate, now one entry and now several.
        for (int i = 0; i < journals[wallets[0]].Length; i += 3)
        {
            foreach (WalletId wallet in wallets)
            {
                JournalEntry[] entries = [.. journals[wallet].Skip(i).Take(3)];
                await trial.CommitAsync(wallet, entries[..1]).ConfigureAwait(false);
                if (entries.Length > 1)
                {
                    await trial.CommitAsync(wallet, entries[1..]).ConfigureAwait(false);
                }
            }
        }

        IReadOnlyList<Notice> leased = await trial.LeaseAsync(Material.At(0), Material.At(60)).ConfigureAwait(false);
        foreach (WalletId wallet in wallets)
        {
            Notice[] expected = NoticesOf(journals[wallet]);
            Check.That(expected.Length > 5, "a script with several notices", $"{expected.Length}");
            Check.Same(expected, leased.Where(n => n.Wallet == wallet), $"the notices of wallet '{wallet}'");
        }

        Check.Equal(wallets.Sum(w => NoticesOf(journals[w]).Length), leased.Count, "the number of notices in all");
    }

    private static async Task WithCommitAsync(StoreTrial trial)
    {
        JournalEntry[] journal = await Material.NoticesAsync(Acme, 3).ConfigureAwait(false);
        await WaitingAsync(trial, []).ConfigureAwait(false);
        await trial.CommitAsync(Acme, journal[..4]).ConfigureAwait(false);
        await WaitingAsync(trial, journal[..4]).ConfigureAwait(false);
        Check.Equal(CommitOutcome.VersionConflict, await trial.TryCommitAsync(Acme, journal[5..]).ConfigureAwait(false), "the outcome of skipping an entry");
        JournalEntry duplicate = Material.AtVersion(journal[3], 7);
        Check.Equal(CommitOutcome.DuplicateKey, await trial.TryCommitAsync(Acme, [.. journal[4..6], duplicate]).ConfigureAwait(false), "the outcome of a duplicate");
        await WaitingAsync(trial, journal[..4]).ConfigureAwait(false);
        await trial.CommitAsync(Acme, journal[4..]).ConfigureAwait(false);
        await WaitingAsync(trial, journal).ConfigureAwait(false);
    }

    private static async Task LimitAsync(StoreTrial trial)
    {
        Notice[] notices = await CommitAsync(trial, Acme, 6).ConfigureAwait(false);
        List<Notice> leased = [];
        foreach (int limit in new[] { 1, 3, 5, 100 })
        {
            IReadOnlyList<Notice> some = await trial.LeaseAsync(Material.At(0), Material.At(60), limit).ConfigureAwait(false);
            Check.Equal(Math.Min(limit, notices.Length - leased.Count), some.Count, $"the number of notices leased at a limit of {limit}");
            leased.AddRange(some);
            await trial.AcknowledgeAsync([.. some]).ConfigureAwait(false);
        }

        Check.Same(notices, leased, "the notices leased one batch after the other");
    }

    private static async Task AcknowledgedAsync(StoreTrial trial)
    {
        Notice[] notices = await CommitAsync(trial, Acme, 4).ConfigureAwait(false);
        IReadOnlyList<Notice> leased = await trial.LeaseAsync(Material.At(0), Material.At(60)).ConfigureAwait(false);
        await trial.AcknowledgeAsync([.. leased.Take(3)]).ConfigureAwait(false);
        leased = await trial.LeaseAsync(Material.At(60), Material.At(120)).ConfigureAwait(false);
        Check.Same(notices[3..], leased, "the notices left after three were acknowledged");
        await trial.AcknowledgeAsync([.. leased]).ConfigureAwait(false);
        StoreTrial again = await trial.ReopenAsync().ConfigureAwait(false);
        foreach (StoreTrial look in new[] { trial, again })
        {
            Check.Same([], await look.LeaseAsync(Material.At(1_000_000), Material.At(1_000_060)).ConfigureAwait(false), "the notices left after all were acknowledged");
        }
    }

    private static async Task GoneAsync(StoreTrial trial)
    {
        // A deliverer so slow that its lease ended: somebody else delivered meanwhile.
        Notice[] notices = await CommitAsync(trial, Acme, 2).ConfigureAwait(false);
        Notice[] slow = [.. await trial.LeaseAsync(Material.At(0), Material.At(60), 2).ConfigureAwait(false)];
        Notice[] other = [.. await trial.LeaseAsync(Material.At(60), Material.At(120), 2).ConfigureAwait(false)];
        await trial.AcknowledgeAsync(other).ConfigureAwait(false);
        await trial.AcknowledgeAsync(slow).ConfigureAwait(false);
        await trial.ReturnAsync(slow).ConfigureAwait(false);
        await trial.AcknowledgeAsync().ConfigureAwait(false);
        await trial.ReturnAsync().ConfigureAwait(false);
        Check.Same(notices[2..], await trial.LeaseAsync(Material.At(130), Material.At(190)).ConfigureAwait(false), "the notices left");
    }

    private static async Task ReturnedAsync(StoreTrial trial)
    {
        Notice[] notices = await CommitAsync(trial, Acme, 3).ConfigureAwait(false);
        Notice[] leased = [.. await trial.LeaseAsync(Material.At(0), Material.At(60)).ConfigureAwait(false)];
        await trial.AcknowledgeAsync(leased[0]).ConfigureAwait(false);
        await trial.ReturnAsync(leased[1..]).ConfigureAwait(false);
        Check.Same(notices[1..], await trial.LeaseAsync(Material.At(1), Material.At(61)).ConfigureAwait(false), "the notices that were returned");
    }

    private static async Task<Notice[]> CommitAsync(StoreTrial trial, WalletId wallet, int emptied)
    {
        JournalEntry[] journal = await Material.NoticesAsync(wallet, emptied).ConfigureAwait(false);
        await trial.CommitEachAsync(wallet, journal).ConfigureAwait(false);
        return NoticesOf(journal);
    }

    private static Notice[] NoticesOf(IEnumerable<JournalEntry> entries) => [.. entries.SelectMany(e => e.Notices)];

    /// <summary>What waits, looked at by leasing and returning it.</summary>
    private static async Task WaitingAsync(StoreTrial trial, IEnumerable<JournalEntry> committed)
    {
        Notice[] waiting = [.. await trial.LeaseAsync(Material.At(0), Material.At(60)).ConfigureAwait(false)];
        Check.Same(NoticesOf(committed), waiting, "the notices waiting");
        await trial.ReturnAsync(waiting).ConfigureAwait(false);
    }
}
