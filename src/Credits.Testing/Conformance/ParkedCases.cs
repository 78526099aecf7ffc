using Credits.Journal;
using Credits.Notifications;

namespace Credits.Testing.Conformance;

/// <summary>Parked notices: out of the way of others, and there to be resent.</summary>
internal static class ParkedCases
{
    private static readonly WalletId Acme = "acme";

    public static StoreConformanceCase[] All { get; } =
    [
        new("A parked notice lets the later ones of its wallet pass", PassAsync),
        new("A parked notice is found with what went wrong", FoundAsync),
        new("Parked notices are found by wallet and by pages", PagesAsync),
        new("A resent notice is leased again, before the later ones and with no failed attempts", ResentAsync),
        new("A resent notice in front of a failing one leaves it its failed attempts", ResentBeforeFailingAsync),
        new("A notice resent while its wallet is leased waits for that lease", ResentBesideAsync),
        new("Resending what is not parked changes nothing", ResentInVainAsync),
    ];

    private static async Task PassAsync(StoreTrial trial)
    {
        Notice[] notices = await CommitAsync(trial, Acme, 2).ConfigureAwait(false);
        NoticeLease lease = await LeaseAsync(trial, 0).ConfigureAwait(false);
        await trial.SettleAsync(new NoticeSettlement(lease, 1, Material.At(1), new(3, Material.At(1), "Nobody was at home."))).ConfigureAwait(false);
        Check.Same([], await trial.LeaseNoticesAsync(0.9).ConfigureAwait(false), "what can be leased before the next attempt");
        lease = await LeaseAsync(trial, 1).ConfigureAwait(false);
        Check.Same(notices[2..], lease.Notices, "the notices behind the parked one");
        await trial.DeliveredAsync(lease).ConfigureAwait(false);
        Check.Same([], await trial.LeaseNoticesAsync(1_000_000).ConfigureAwait(false), "what can be leased much later");
    }

    private static async Task FoundAsync(StoreTrial trial)
    {
        Notice[] notices = await CommitAsync(trial, Acme, 1).ConfigureAwait(false);
        string reason = string.Concat(Enumerable.Repeat("„Nobody“ was\nat home 🗂. ", 43));
        await trial.ParkAsync(await LeaseAsync(trial, 0).ConfigureAwait(false), 12, 7, reason).ConfigureAwait(false);
        StoreTrial again = await trial.ReopenAsync().ConfigureAwait(false);
        foreach (StoreTrial look in new[] { trial, again })
        {
            Check.Same([new ParkedNotice(StoreTrial.Mail, notices[0], Material.At(7), 12, reason)], await look.FindParkedAsync().ConfigureAwait(false), "the parked notices");
        }
    }

    private static async Task PagesAsync(StoreTrial trial)
    {
        WalletId[] wallets = ["b", "a", "c"];
        const string hook = "hook";
        await trial.LeaseNoticesAsync(0).ConfigureAwait(false);
        await trial.LeaseNoticesAsync(0, hook).ConfigureAwait(false);
        foreach (WalletId wallet in wallets)
        {
            await CommitAsync(trial, wallet, 2).ConfigureAwait(false);
        }

        for (int i = 0; i < 3; i++)
        {
            foreach (string channel in new[] { StoreTrial.Mail, hook })
            {
                foreach (NoticeLease lease in await trial.LeaseAsync(Material.At(0), Material.At(60), channel: channel).ConfigureAwait(false))
                {
                    await trial.ParkAsync(lease).ConfigureAwait(false);
                }
            }
        }

        ParkedNotice[] all = [.. await trial.FindParkedAsync().ConfigureAwait(false)];
        Check.Equal(18, all.Length, "the number of parked notices");
        foreach (int size in new[] { 1, 4, 5, 18 })
        {
            List<ParkedNotice> paged = [];
            for (IReadOnlyList<ParkedNotice> page = await trial.FindParkedAsync(limit: size).ConfigureAwait(false); page.Count > 0;
                page = await trial.FindParkedAsync(after: paged[^1].Key, limit: size).ConfigureAwait(false))
            {
                Check.That(page.Count <= size, $"a page of at most {size}", $"{page.Count}");
                paged.AddRange(page);
            }

            Check.Same(all, paged, $"the parked notices in pages of {size}");
        }

        foreach (WalletId wallet in wallets)
        {
            Check.Same(all.Where(p => p.Notice.Wallet == wallet), await trial.FindParkedAsync(wallet).ConfigureAwait(false), $"the parked notices of wallet '{wallet}'");
        }

        Check.Same([], await trial.FindParkedAsync("nobody").ConfigureAwait(false), "the parked notices of nobody");
        await trial.ResendAsync(all[7].Key).ConfigureAwait(false);
        Check.Same(all[8..], await trial.FindParkedAsync(after: all[7].Key).ConfigureAwait(false), "the page after a notice that was resent");
    }

    private static async Task ResentAsync(StoreTrial trial)
    {
        Notice[] notices = await CommitAsync(trial, Acme, 2).ConfigureAwait(false);
        await trial.ParkAsync(await LeaseAsync(trial, 0).ConfigureAwait(false)).ConfigureAwait(false);
        Check.Equal(1, await trial.ResendAsync(new ParkedNoticeKey(Acme, notices[0].Number, StoreTrial.Mail)).ConfigureAwait(false), "how many were resent");
        Check.Same([], await trial.FindParkedAsync().ConfigureAwait(false), "what is still parked");
        NoticeLease lease = await LeaseAsync(trial, 1).ConfigureAwait(false);
        Check.Same(notices, lease.Notices, "the notices leased");
        Check.Same(notices.Select(_ => 0), lease.Attempts, "the failed attempts");
        await trial.ParkAsync(lease).ConfigureAwait(false);
        await trial.DeliveredAsync(await LeaseAsync(trial, 2).ConfigureAwait(false)).ConfigureAwait(false);
        await trial.ResendAsync(new ParkedNoticeKey(Acme, notices[0].Number, StoreTrial.Mail)).ConfigureAwait(false);
        Check.Same(notices[..1], (await LeaseAsync(trial, 3).ConfigureAwait(false)).Notices, "a notice resent when nothing else waits");
    }

    private static async Task ResentBeforeFailingAsync(StoreTrial trial)
    {
        Notice[] notices = await CommitAsync(trial, Acme, 2).ConfigureAwait(false);
        await trial.ParkAsync(await LeaseAsync(trial, 0).ConfigureAwait(false)).ConfigureAwait(false);
        NoticeLease failing = await LeaseAsync(trial, 1).ConfigureAwait(false);
        await trial.SettleAsync(new NoticeSettlement(failing, 0, Material.At(1), new(2, null, "Nobody was at home."))).ConfigureAwait(false);
        await trial.ResendAsync(new ParkedNoticeKey(Acme, notices[0].Number, StoreTrial.Mail)).ConfigureAwait(false);
        NoticeLease both = await LeaseAsync(trial, 2).ConfigureAwait(false);
        Check.Same(notices, both.Notices, "the notices leased");
        Check.Same([0, 2, .. notices[2..].Select(_ => 0)], both.Attempts, "the failed attempts of each");
    }

    private static async Task ResentBesideAsync(StoreTrial trial)
    {
        Notice[] notices = await CommitAsync(trial, Acme, 2).ConfigureAwait(false);
        await trial.ParkAsync(await LeaseAsync(trial, 0).ConfigureAwait(false)).ConfigureAwait(false);
        NoticeLease later = await LeaseAsync(trial, 1).ConfigureAwait(false);
        await trial.ResendAsync(new ParkedNoticeKey(Acme, notices[0].Number, StoreTrial.Mail)).ConfigureAwait(false);
        Check.Same([], await trial.LeaseNoticesAsync(2).ConfigureAwait(false), "what can be leased beside the later notices");
        await trial.SettleAsync(new NoticeSettlement(later, later.Notices.Count, Material.At(3))).ConfigureAwait(false);
        Check.Same(notices[..1], await trial.LeaseNoticesAsync(3).ConfigureAwait(false), "what can be leased when those are delivered");
    }

    private static async Task ResentInVainAsync(StoreTrial trial)
    {
        Notice[] notices = await CommitAsync(trial, Acme, 2).ConfigureAwait(false);
        await trial.ParkAsync(await LeaseAsync(trial, 0).ConfigureAwait(false)).ConfigureAwait(false);
        ParkedNoticeKey[] strangers =
        [
            new(Acme, notices[1].Number, StoreTrial.Mail), new(Acme, notices[0].Number, "hook"), new("other", notices[0].Number, StoreTrial.Mail), new(Acme, 999, StoreTrial.Mail),
        ];
        Check.Equal(0, await trial.ResendAsync(strangers).ConfigureAwait(false), "how many were resent");
        Check.Equal(0, await trial.ResendAsync().ConfigureAwait(false), "how many of none were resent");
        Check.Same(notices[1..], await trial.LeaseNoticesAsync(1).ConfigureAwait(false), "the notices leased");
        Check.Same([], await trial.LeaseNoticesAsync(1, "hook").ConfigureAwait(false), "the notices of a channel that was never known");
        Check.Equal(1, (await trial.FindParkedAsync().ConfigureAwait(false)).Count, "how many are parked");
    }

    private static async Task<NoticeLease> LeaseAsync(StoreTrial trial, double seconds)
    {
        IReadOnlyList<NoticeLease> leases = await trial.LeaseAsync(Material.At(seconds), Material.At(seconds + 60)).ConfigureAwait(false);
        Check.Equal(1, leases.Count, $"how many wallets can be leased after {seconds} seconds");
        return leases[0];
    }

    private static async Task<Notice[]> CommitAsync(StoreTrial trial, WalletId wallet, int emptied)
    {
        JournalEntry[] journal = await Material.NoticesAsync(wallet, emptied).ConfigureAwait(false);
        await trial.CommitAsync(wallet, journal).ConfigureAwait(false);
        return [.. journal.SelectMany(e => e.Notices)];
    }
}
