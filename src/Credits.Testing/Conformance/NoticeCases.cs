using Credits.Journal;
using Credits.Notifications;
using Credits.Storage;

namespace Credits.Testing.Conformance;

/// <summary>Notices: there exactly when their commit is, until they are delivered.</summary>
internal static class NoticeCases
{
    private static readonly WalletId Acme = "acme";

    public static StoreConformanceCase[] All { get; } =
    [
        new("Notices come back whole, of each wallet in the order of their numbers", OrderAsync),
        new("A notice is there exactly when its commit is", WithCommitAsync),
        new("A lease takes at most as many wallets as asked for", LimitAsync),
        new("A lease has at most so many notices, and the rest follow", MaxNoticesAsync),
        new("Delivered notices never come back", DeliveredAsync),
        new("What was delivered in part goes on where it stopped", InPartAsync),
        new("Settling what is gone already changes nothing", GoneAsync),
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

        IReadOnlyList<NoticeLease> leases = await trial.LeaseAsync(Material.At(0), Material.At(60)).ConfigureAwait(false);
        Check.Same(wallets.Order(), leases.Select(l => l.Wallet).Order(), "the wallets leased");
        foreach (NoticeLease lease in leases)
        {
            Notice[] expected = NoticesOf(journals[lease.Wallet]);
            Check.That(expected.Length > 5, "a script with several notices", $"{expected.Length}");
            Check.Same(expected, lease.Notices, $"the notices of wallet '{lease.Wallet}'");
            Check.Equal((StoreTrial.Mail, Material.At(60)), (lease.Channel, lease.Until), "what the lease says of itself");
            Check.Same(expected.Select(_ => 0), lease.Attempts, "the failed attempts of notices that were never tried");
        }
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
        WalletId[] wallets = [.. Enumerable.Range(0, 9).Select(i => new WalletId($"wallet-{i}"))];
        foreach (WalletId wallet in wallets)
        {
            await CommitAsync(trial, wallet, 1).ConfigureAwait(false);
        }

        List<WalletId> leased = [];
        foreach (int limit in new[] { 1, 3, 2, 100 })
        {
            IReadOnlyList<NoticeLease> some = await trial.LeaseAsync(Material.At(0), Material.At(60), limit).ConfigureAwait(false);
            Check.Equal(Math.Min(limit, wallets.Length - leased.Count), some.Count, $"the number of wallets leased at a limit of {limit}");
            leased.AddRange(some.Select(l => l.Wallet));
        }

        Check.Same(wallets, leased.Order(), "the wallets leased one batch after the other");
    }

    private static async Task MaxNoticesAsync(StoreTrial trial)
    {
        Notice[] notices = await CommitAsync(trial, Acme, (NoticeLease.MaxNotices / 2) + 5).ConfigureAwait(false);
        IReadOnlyList<NoticeLease> first = await trial.LeaseAsync(Material.At(0), Material.At(60)).ConfigureAwait(false);
        Check.Same(notices[..NoticeLease.MaxNotices], StoreTrial.Notices(first), "the notices of the first lease");
        await trial.SettleAsync(new NoticeSettlement(first[0], first[0].Notices.Count, Material.At(1))).ConfigureAwait(false);
        Check.Same(notices[NoticeLease.MaxNotices..], await trial.LeaseNoticesAsync(1).ConfigureAwait(false), "the notices of the second");
    }

    private static async Task DeliveredAsync(StoreTrial trial)
    {
        await CommitAsync(trial, Acme, 4).ConfigureAwait(false);
        await trial.DeliveredAsync(await trial.LeaseAsync(Material.At(0), Material.At(60)).ConfigureAwait(false)).ConfigureAwait(false);
        StoreTrial again = await trial.ReopenAsync().ConfigureAwait(false);
        foreach (StoreTrial look in new[] { trial, again })
        {
            Check.Same([], await look.LeaseNoticesAsync(1_000_000).ConfigureAwait(false), "the notices left after all were delivered");
        }
    }

    private static async Task InPartAsync(StoreTrial trial)
    {
        Notice[] notices = await CommitAsync(trial, Acme, 4).ConfigureAwait(false);
        NoticeLease lease = (await trial.LeaseAsync(Material.At(0), Material.At(60)).ConfigureAwait(false))[0];
        await trial.SettleAsync(new NoticeSettlement(lease, 3, Material.At(10))).ConfigureAwait(false);
        Check.Same([], await trial.LeaseNoticesAsync(9.999999).ConfigureAwait(false), "what can be leased before the next attempt");
        Check.Same(notices[3..], await trial.LeaseNoticesAsync(10).ConfigureAwait(false), "the notices left after three were delivered");
    }

    private static async Task GoneAsync(StoreTrial trial)
    {
        // A deliverer so slow that its lease ended: somebody else delivered meanwhile.
        await CommitAsync(trial, Acme, 2).ConfigureAwait(false);
        NoticeLease slow = (await trial.LeaseAsync(Material.At(0), Material.At(60)).ConfigureAwait(false))[0];
        await trial.DeliveredAsync(await trial.LeaseAsync(Material.At(60), Material.At(120)).ConfigureAwait(false)).ConfigureAwait(false);
        await trial.DeliveredAsync(slow).ConfigureAwait(false);
        await trial.ReturnAsync(slow).ConfigureAwait(false);
        await trial.ParkAsync(slow).ConfigureAwait(false);
        await trial.SettleAsync().ConfigureAwait(false);
        Check.Same([], await trial.LeaseNoticesAsync(1_000).ConfigureAwait(false), "the notices left");
        Check.Same([], await trial.FindParkedAsync().ConfigureAwait(false), "the notices parked");
    }

    private static async Task ReturnedAsync(StoreTrial trial)
    {
        Notice[] notices = await CommitAsync(trial, Acme, 3).ConfigureAwait(false);
        NoticeLease lease = (await trial.LeaseAsync(Material.At(0), Material.At(60)).ConfigureAwait(false))[0];
        await trial.SettleAsync(new NoticeSettlement(lease, 1, Material.At(0))).ConfigureAwait(false);
        Check.Same(notices[1..], await trial.LeaseNoticesAsync(0).ConfigureAwait(false), "the notices that were returned");
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
        IReadOnlyList<NoticeLease> waiting = await trial.LeaseAsync(Material.At(0), Material.At(60)).ConfigureAwait(false);
        Check.Same(NoticesOf(committed), StoreTrial.Notices(waiting), "the notices waiting");
        await trial.ReturnAsync(waiting).ConfigureAwait(false);
    }
}
